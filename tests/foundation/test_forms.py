"""What a page offers in the fields of choices of a form."""

import pytest
from django import forms

from bocage.foundation.forms import offer_choices, offer_rows
from bocage.territory.models import Commune


class Asked(forms.Form):
    one = forms.ChoiceField()
    place = forms.ModelChoiceField(Commune.objects.none())
    words = forms.CharField()


def test_choices_are_those_of_the_page():
    form = Asked({"one": "b", "words": "x"})
    offer_choices(form, "one", [("a", "A"), ("b", "B")])

    assert "one" not in form.errors
    assert Asked({"one": "b"}).errors["one"]


@pytest.mark.django_db
def test_rows_are_those_of_the_page():
    form = Asked()
    offer_rows(form, "place", Commune.objects.filter(name="Boitron"))

    assert "Boitron" in str(form.fields["place"].queryset.query)


def test_a_field_that_offers_nothing():
    with pytest.raises(TypeError, match="words"):
        offer_choices(Asked(), "words", [])
    with pytest.raises(TypeError, match="one"):
        offer_rows(Asked(), "one", Commune.objects.none())
