"""The communes in the API."""

import pytest
from django.test import Client

from bocage.territory.models import CommuneFact
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db


def test_list_comes_in_pages_by_code(client):
    for _number in range(5):
        CommuneFactory()

    codes, address = [], "/api/v1/communes?taille=2"
    while address:
        page = client.get(address).json()
        codes += [item["code"] for item in page["items"]]
        address = page["next"]

    assert codes == sorted(codes)
    assert len(codes) == 5


def test_list_takes_as_many_statements_for_many(client, django_assert_num_queries):
    CommuneFactory()
    client.get("/api/v1/")  # Takes a part of the allowance.
    with django_assert_num_queries(1):
        client.get("/api/v1/communes?taille=100")
    for _number in range(20):
        CommuneFactory()

    with django_assert_num_queries(1):
        assert len(client.get("/api/v1/communes?taille=100").json()["items"]) == 21


def test_list_finds_by_name(client):
    CommuneFactory(sees=True)
    CommuneFactory(boitron=True)

    items = client.get("/api/v1/communes", {"q": "sees"}).json()["items"]

    assert [item["name"] for item in items] == ["Sées"]


def test_commune_tells_its_facts(client):
    sees = CommuneFactory(sees=True)
    CommuneFact.objects.create(
        commune=sees, kind="doctors", value=4, source="Annuaire santé", dated_on="2026-01-01"
    )

    document = client.get("/api/v1/communes/61464").json()

    assert document["name"] == "Sées"
    assert document["facts"] == [
        {
            "kind": "doctors",
            "label": "médecins généralistes",
            "value": 4.0,
            "unit": "",
            "detail": "",
            "source": "Annuaire santé",
            "source_url": "",
            "dated_on": "2026-01-01",
        }
    ]


@pytest.mark.parametrize("code", ["99999", "x", "%00", "6146%C3%A9", "6" * 3000])
def test_commune_that_is_none(client, code):
    response = client.get(f"/api/v1/communes/{code}")

    assert response.status_code == 404
    assert response.json()["code"] == "not_found"


@pytest.mark.parametrize(
    "query",
    [
        "curseur=x",
        "curseur=" + "x" * 5000,
        "taille=0",
        "taille=201",
        "taille=beaucoup",
        "q=" + "x" * 81,
        "q=%00",
        "departement=6100",
        "departments=61",
        "q=a&Q=b",
    ],
)
def test_list_refuses_what_means_nothing(client, query):
    response = client.get(f"/api/v1/communes?{query}")

    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    assert len(response.json()["errors"]) == 1


def test_cursor_of_another_list_is_refused(client):
    for _number in range(3):
        CommuneFactory(name="Saint-Ouen")
    of_search = client.get("/api/v1/communes?taille=1&q=saint-ouen").json()["next_cursor"]

    assert client.get(f"/api/v1/communes?taille=1&curseur={of_search}").status_code == 422


def test_answer_is_in_the_language_that_is_asked_for():
    sees = CommuneFactory(sees=True)
    french = Client().get("/api/v1/communes/61464")
    english = Client(headers={"Accept-Language": "en-GB,fr;q=0.5"}).get("/api/v1/communes/61464")

    assert french["Content-Language"] == "fr"
    assert english["Content-Language"] == "en"
    assert english.json()["page"].endswith(f"/en/communes/{sees.slug}/")
