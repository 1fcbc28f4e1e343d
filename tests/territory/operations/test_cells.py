"""Cells of the communes without an outline, stored for the maps."""

import pytest
from django.urls import reverse

from bocage.territory.models import CommuneCell, CommuneOutline
from bocage.territory.operations.cells import draw_cells
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

SQUARE = {"type": "Polygon", "coordinates": [[[0, 48], [0.05, 48], [0.05, 48.05], [0, 48]]]}


@pytest.fixture
def communes():
    return [
        CommuneFactory(latitude=latitude, longitude=longitude, position_source="centre")
        for latitude, longitude in ((48.0, 0.0), (48.0, 0.1), (48.1, 0.0), (48.1, 0.1))
    ]


def test_cells_are_drawn_once_for_communes_without_outline(communes):
    CommuneOutline.objects.create(
        commune=communes[0], geometry=SQUARE, simplified=SQUARE, source="IGN"
    )

    assert draw_cells(departements=["61"]) == 3
    assert set(CommuneCell.objects.values_list("commune", flat=True)) == {
        commune.pk for commune in communes[1:]
    }
    assert draw_cells(departements=["61"]) == 0


def test_a_cell_goes_when_the_outline_of_its_commune_is_known(communes):
    draw_cells(departements=["61"])
    CommuneOutline.objects.create(
        commune=communes[0], geometry=SQUARE, simplified=SQUARE, source="IGN"
    )

    draw_cells(departements=["61"])

    assert not CommuneCell.objects.filter(commune=communes[0]).exists()


def test_a_cell_goes_when_its_commune_is_no_more(communes):
    draw_cells(departements=["61"])
    communes[0].is_current = False
    communes[0].save()

    draw_cells(departements=["61"])

    assert CommuneCell.objects.count() == 3


def test_maps_get_cells_as_approximate_and_open_data_get_the_position(client, communes):
    draw_cells(departements=["61"])

    drawn = client.get(reverse("commune_outlines"))
    areas = [
        feature["properties"]["approximate"]
        for feature in drawn.json()["features"]
        if feature["geometry"]["type"] == "Polygon"
    ]
    published = client.get(reverse("commune_map")).json()["features"]

    assert areas == [True] * 4
    assert {feature["geometry"]["type"] for feature in published} == {"Point"}
    communes[0].latitude = 48.01
    communes[0].save()
    draw_cells(departements=["61"])
    asked_again = client.get(reverse("commune_outlines"), headers={"If-None-Match": drawn["ETag"]})
    assert asked_again.status_code == 200
