import pytest
from django.urls import reverse

from tests.territory.factories import CommuneFactory, FormerCommuneFactory

pytestmark = pytest.mark.django_db


def suggestions(client, text):
    response = client.get(reverse("commune_suggestions"), {"q": text})
    assert response.status_code == 200
    return response.json()


def test_suggestion_says_all_that_a_field_needs(client):
    CommuneFactory(boitron=True)

    assert suggestions(client, "boitr") == [
        {
            "code": "61051",
            "name": "Boitron",
            "label": "Boitron · 61500 · Orne",
            "found_as": "",
            "url": "/communes/commune-61051/",
            "postcodes": ["61500"],
            "population": 349,
        }
    ]


def test_suggestion_explains_a_former_name(client):
    FormerCommuneFactory(name="Nonant-le-Pin")

    [suggestion] = suggestions(client, "nonant")

    assert suggestion["label"] == (
        "Merlerault-le-Pin · 61240 · Orne · pour Nonant-le-Pin, commune déléguée"
    )
    assert suggestion["found_as"] == "Nonant-le-Pin, commune déléguée de Merlerault-le-Pin"


@pytest.mark.parametrize("text", ["", " ", "%", "\x00", "a" * 100_000, "🐄", "zzzz"])
def test_any_text_gets_an_answer(client, text):
    CommuneFactory(boitron=True)

    assert suggestions(client, text[:50_000]) == []


def test_suggestions_may_be_kept_by_browsers_and_set_no_cookie(client):
    response = client.get(reverse("commune_suggestions"), {"q": "boitr"})

    assert response["Cache-Control"] == "public, max-age=3600"
    assert response.cookies == {}


def test_suggestions_are_only_read(client):
    assert client.post(reverse("commune_suggestions")).status_code == 405


@pytest.mark.parametrize("count", [1, 8])
def test_suggestions_take_one_query(client, count, django_assert_num_queries):
    CommuneFactory.create_batch(count)

    with django_assert_num_queries(1):
        assert len(suggestions(client, "villeneuve")) == count
