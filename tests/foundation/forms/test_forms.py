"""Choices displayed in the fields of a form."""

import pytest
from django import forms
from django.utils.safestring import mark_safe

from bocage.foundation.forms.fields import offer_choices, offer_rows
from bocage.territory.models import Commune


class ChoicesForm(forms.Form):
    one = forms.ChoiceField()
    place = forms.ModelChoiceField(Commune.objects.none())
    words = forms.CharField()


def test_choices_are_those_of_the_page():
    form = ChoicesForm({"one": "b", "words": "x"})
    offer_choices(form, "one", [("a", "A"), ("b", "B")])

    assert "one" not in form.errors
    assert ChoicesForm({"one": "b"}).errors["one"]


@pytest.mark.django_db
def test_rows_are_those_of_the_page():
    form = ChoicesForm()
    offer_rows(form, "place", Commune.objects.filter(name="Boitron"))

    assert "Boitron" in str(form.fields["place"].queryset.query)


def test_a_field_that_offers_nothing():
    with pytest.raises(TypeError, match="words"):
        offer_choices(ChoicesForm(), "words", [])
    with pytest.raises(TypeError, match="one"):
        offer_rows(ChoicesForm(), "one", Commune.objects.none())


def test_a_list_says_each_choice_once_escaped_and_which_is_chosen():
    choices = [
        ("", "<b>tout</b>"),
        (1200, mark_safe("<i>peu</i>")),
        ("Prés & « haies »", [("\"x'", 2.5), ("b", "B")]),
    ]
    widget = forms.Select({"data-of": "a&b", "required": True, "hidden": False}, choices)

    assert widget.render("one", "b", {"id": "id_one"}) == (
        '<select name="one" data-of="a&amp;b" required id="id_one">\n'
        '  <option value="">&lt;b&gt;tout&lt;/b&gt;</option>\n'
        '  <option value="1200"><i>peu</i></option>\n'
        '  <optgroup label="Prés &amp; « haies »">\n'
        '  <option value="&quot;x&#x27;">2,5</option>\n'
        '  <option value="b" selected>B</option>\n'
        "  </optgroup>\n"
        "</select>"
    )
