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
    outline(code="72181", departement=DepartementFactory(sarthe=True))
    outline(essay=True, is_current=False)

    response = outlines(client)

    assert response["Content-Type"] == "application/geo+json"
    assert response.json() == {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"code": "61051", "name": "Boitron"},
                "geometry": SQUARE,
            }
        ],
    }


def test_outlines_that_have_not_changed_are_not_sent_again(client, django_assert_num_queries):
    outline(boitron=True)
    first = outlines(client)

    with django_assert_num_queries(1):
        again = outlines(client, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")

    outline(essay=True)
    assert outlines(client, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_outlines_of_other_departements_are_asked_for_by_code(client):
    outline(code="72181", departement=DepartementFactory(sarthe=True))

    assert len(outlines(client, departement="72, 61").json()["features"]) == 1
    assert outlines(client, departement="99").json()["features"] == []


@pytest.mark.parametrize("code", ["all", "", ",", ",".join(str(n) for n in range(10, 40))])
def test_too_many_or_no_departement_is_not_found(client, code):
    assert outlines(client, departement=code).status_code == 404
