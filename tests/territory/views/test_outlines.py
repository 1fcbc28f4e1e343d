import pytest
from django.urls import reverse

from bocage.territory.models import CommuneOutline
from tests.territory.factories import CommuneFactory, DepartementFactory

pytestmark = pytest.mark.django_db

SQUARE = {"type": "Polygon", "coordinates": [[[0, 48], [1, 48], [1, 49], [0, 48]]]}


def outline(**commune):
    return CommuneOutline.objects.create(
        commune=CommuneFactory(**commune), geometry={}, simplified=SQUARE, source="IGN"
    )


def outlines(client, headers=None, **data):
    return client.get(reverse("commune_outlines"), data, headers=headers)


def test_outlines_of_the_served_departement_are_given_as_geojson(client):
    outline(boitron=True)
    outline(essay=True, is_current=False)
    outline(code="72181", departement=DepartementFactory(sarthe=True), is_current=False)

    response = outlines(client)

    assert response["Content-Type"] == "application/geo+json"
    assert response.json() == {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"code": "61051", "name": "Boitron"},
                "geometry": SQUARE,
            },
            {
                "type": "Feature",
                "properties": {"code": "61051", "name": "Boitron"},
                "geometry": {"type": "Point", "coordinates": [0.2836, 48.5783]},
            },
        ],
    }


def test_outlines_that_have_not_changed_are_not_sent_again(client, django_assert_num_queries):
    outline(boitron=True)
    first = outlines(client)

    with django_assert_num_queries(2):
        second_answer = outlines(client, headers={"If-None-Match": first["ETag"]})
    assert (second_answer.status_code, second_answer.content) == (304, b"")

    outline(essay=True)
    assert outlines(client, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_an_instance_of_the_creuse_draws_the_creuse(client):
    creuse = DepartementFactory(code="23", name="Creuse", slug="creuse")
    assert outlines(client).status_code == 404
    outline(code="23096", name="Guéret", slug="gueret", departement=creuse)

    features = outlines(client).json()["features"]

    assert [
        (feature["properties"]["name"], feature["geometry"]["type"]) for feature in features
    ] == [
        ("Guéret", "Polygon"),
        ("Guéret", "Point"),
    ]
    listed = client.get(reverse("commune_map")).json()["features"]
    assert [feature["properties"]["code"] for feature in listed] == ["23096"]


def test_the_configuration_may_name_some_of_the_departements(client, settings):
    outline(boitron=True)
    outline(code="72181", departement=DepartementFactory(sarthe=True))
    assert {feature["properties"]["code"] for feature in outlines(client).json()["features"]} == {
        "61051",
        "72181",
    }

    settings.BOCAGE = settings.BOCAGE.model_copy(update={"departements": "72"})

    assert {feature["properties"]["code"] for feature in outlines(client).json()["features"]} == {
        "72181"
    }


def test_outlines_of_other_departements_are_asked_for_by_code(client):
    outline(code="72181", departement=DepartementFactory(sarthe=True))

    features = outlines(client, departement="72, 61").json()["features"]
    assert [feature["geometry"]["type"] for feature in features] == ["Polygon", "Point"]
    assert outlines(client, departement="99").json()["features"] == []


@pytest.mark.parametrize("code", ["all", "", ",", ",".join(str(n) for n in range(10, 40))])
def test_too_many_or_no_departement_is_not_found(client, code):
    assert outlines(client, departement=code).status_code == 404


def test_the_largest_towns_are_named_after_the_outlines(client):
    outline(boitron=True, population=340, latitude=None, longitude=None, position_source="")
    for code, name, population, longitude, latitude in (
        ("61464", "Sées", 4168, 0.17, 48.6),
        ("61001", "Alençon", 25_490, 0.09, 48.43),
        ("61397", "Saint-Germain-du-Corbéis", 3636, 0.06, 48.42),
    ):
        CommuneFactory(
            code=code, name=name, population=population, longitude=longitude, latitude=latitude
        )
    CommuneFactory(code="61169", name="Une grande sans position", population=99_000, latitude=None,
        longitude=None, position_source="")  # fmt: skip

    features = outlines(client).json()["features"]

    assert [
        (feature["properties"]["name"], feature["geometry"]["type"]) for feature in features
    ] == [
        ("Boitron", "Polygon"),
        ("Alençon", "Point"),
        ("Sées", "Point"),
    ]
