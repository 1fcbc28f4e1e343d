"""The assets in the API: those that anybody sees, with what proves them."""

import pytest
from django.core.cache import cache

from tests.outreach.assets.factories import AssetFactory
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

ASSETS = "/api/v1/assets"


def ids(response):
    assert response.status_code == 200, response.content
    return [asset["id"] for asset in response.json()["items"]]


def test_assets_are_those_on_show(client):
    asset = AssetFactory(picture_use="Presse locale seulement")
    AssetFactory(draft=True)
    AssetFactory(aged=True)

    response = client.get(ASSETS)
    (item,) = response.json()["items"]

    assert item["id"] == str(asset.pk)
    assert (item["figure"], item["source_name"]) == ("94 %", "Arcep")
    assert item["departement"] == {"code": "61", "name": "Orne"}
    assert "Presse locale" not in response.content.decode()


def test_assets_are_narrowed_as_the_address_bar_says(client):
    boitron = CommuneFactory(boitron=True)
    in_commune, whole = AssetFactory(commune=boitron, theme="live"), AssetFactory()

    assert ids(client.get(f"{ASSETS}?theme=live")) == [str(in_commune.pk)]
    assert ids(client.get(f"{ASSETS}?lieu=c-61051")) == [str(in_commune.pk)]
    assert ids(client.get(f"{ASSETS}?lieu=tout")) == [str(whole.pk)]
    assert ids(client.get(f"{ASSETS}?lieu=l-x")) == []
    assert client.get(f"{ASSETS}?theme=x").status_code == 422
    assert client.get(f"{ASSETS}?place=x").status_code == 422


def test_assets_take_as_many_statements_for_many(client, django_assert_num_queries):
    AssetFactory()
    client.get("/api/v1/")
    with django_assert_num_queries(2):
        client.get(ASSETS)
    for _number in range(6):
        AssetFactory()

    with django_assert_num_queries(2):
        assert len(ids(client.get(ASSETS))) == 7
    first = client.get(f"{ASSETS}?taille=4").json()
    assert len(first["items"]) + len(client.get(first["next"]).json()["items"]) == 7


def test_pages_are_full_whatever_cannot_be_counted_today(client):
    cache.clear()
    for _number in range(3):
        AssetFactory(live=True)
        AssetFactory()

    first = client.get(f"{ASSETS}?taille=2").json()

    assert len(first["items"]) == 2
    assert len(client.get(first["next"]).json()["items"]) == 1
