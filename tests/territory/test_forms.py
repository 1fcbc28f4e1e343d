"""Commune field: by a suggestion, or by typed text alone."""

import pytest
from django import forms

from bocage.territory.forms import CommuneField
from tests.territory.factories import CommuneFactory, DepartementFactory, FormerCommuneFactory

pytestmark = pytest.mark.django_db


class Asking(forms.Form):
    commune = CommuneField(label="Commune")


class AskingMaybe(forms.Form):
    commune = CommuneField(label="Commune", required=False)


def form_of(text="", code="", form=Asking):
    return form({"commune": text, "commune_code": code})


@pytest.fixture
def boitron():
    return CommuneFactory(boitron=True)


def test_the_suggestion_that_was_taken_is_the_commune(boitron):
    CommuneFactory(name="Boitron", code="77043", departement=DepartementFactory(sarthe=True))

    form = form_of("Boitron", "61051")

    assert form.is_valid()
    assert form.cleaned_data["commune"] == boitron


@pytest.mark.parametrize("text", ["Boitron", "boitron", "BOITR", " boitron ", "61051", "61500"])
def test_without_a_script_what_was_typed_is_looked_for(text, boitron):
    CommuneFactory(name="Essay", code="61156", postcodes=["61000"])

    form = form_of(text)

    assert form.is_valid()
    assert form.cleaned_data["commune"] == boitron


def test_the_whole_name_wins_over_longer_ones():
    laleu = CommuneFactory(name="Laleu", code="61215")
    CommuneFactory(name="Laleu-sur-Sarthe", code="61216")

    assert form_of("laleu").fields["commune"].clean(("laleu", "")) == laleu


def test_homonymous_communes_have_their_codes(boitron):
    CommuneFactory(name="Boitron", code="77043", departement=DepartementFactory(sarthe=True))

    form = form_of("Boitron")

    assert "Boitron (61051)" in form.errors["commune"][0]
    assert "Boitron (77043)" in form.errors["commune"][0]


def test_the_code_of_a_former_commune_is_the_one_of_today(boitron):
    FormerCommuneFactory(code="61999", commune=boitron)

    assert form_of("", "61999").fields["commune"].clean(("", "61999")) == boitron


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Zzzzzz", ""),
        ("x" * 100_000, ""),
        ("Boi\0tron", ""),
        ("Boitron", "99999"),
        ("Boitron", "6" * 10_000),
        ("Boitron", "61\0"),
        ("Boitron", "' OR 1=1"),
        ("%", ""),
    ],
)
def test_what_is_no_commune_is_refused_in_a_sentence(text, code, boitron):
    assert form_of(text, code).errors == {
        "commune": ["Aucune commune ne ressemble à cela : écrivez son nom ou son code postal."]
    }


def test_a_commune_that_no_longer_exists_is_refused():
    CommuneFactory(name="Disparue", code="61998", is_current=False)

    assert "commune" in form_of("", "61998").errors


def test_nothing_is_refused_only_where_a_commune_is_required():
    assert "commune" in form_of().errors

    optional = form_of(form=AskingMaybe)
    assert optional.is_valid()
    assert optional.cleaned_data["commune"] is None


def test_what_was_typed_and_taken_is_shown_again(boitron):
    page = str(form_of("Boitron <b>", "61051"))

    assert 'value="Boitron &lt;b&gt;"' in page
    assert 'name="commune_code" value="61051"' in page
    assert 'for="id_commune"' in page
    assert 'id="id_commune"' in page
