"""One-line texts contain no invisible character."""

import pytest
from django import forms

from bocage.foundation.forms.fields import EurosField
from tests.people.factories import PersonFactory

HIDDEN = ["a\x1bb", "a\x7fb", "a\x85b", "a\tb", "a\nb", "a\r\nb", "a\u2028b"]
HIDDEN += ["a\u202eb", "a\u202ab", "a\u2066b\u2069", "a\x00b"]
VISIBLE = ["Jeanne Prunier", "L’Échoppe, n° 3", "Zoë Müller-Łoś", "محمد", "עדה", "क्षिति", "می‌خواهم"]
VISIBLE += ["👩‍🌾 Ferme", "a\u00a0b", "  Boitron\n"]


class NameForm(forms.Form):
    name = forms.CharField()


class WordForm(forms.Form):
    word = forms.CharField(widget=forms.Textarea)


@pytest.mark.parametrize("text", HIDDEN)
def test_text_of_one_line_holds_no_hidden_sign(text):
    form = NameForm({"name": text})

    assert not form.is_valid()


@pytest.mark.parametrize("text", VISIBLE)
def test_text_of_one_line_holds_what_people_write(text):
    assert NameForm({"name": text}).is_valid()


@pytest.mark.parametrize("field", [forms.EmailField, forms.URLField, forms.SlugField, EurosField])
def test_kinds_of_text_of_one_line_are_held_to_the_same(field):
    with pytest.raises(forms.ValidationError):
        field().clean("a\u202eb")


def test_text_of_several_lines_keeps_its_lines():
    form = WordForm({"word": "Bonjour,\n\nà bientôt.\tJ."})

    assert form.is_valid()
    assert form.cleaned_data["word"] == "Bonjour,\n\nà bientôt.\tJ."


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Jeanne\u202e reinurP", "Jeanne\nPrunier", "Jeanne\x1b[2J"])
def test_name_of_a_person_with_a_hidden_sign_is_refused_in_a_sentence(client, name):
    person = PersonFactory(name="Jeanne Prunier")
    client.force_login(person)

    page = client.post("/compte/", {"name": name})

    assert "Ce texte contient un signe invisible" in page.content.decode()
    person.refresh_from_db()
    assert person.name == "Jeanne Prunier"
