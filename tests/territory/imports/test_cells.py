"""Cells around points, as the maps draw them where no outline is known."""

import pytest
from shapely.geometry import Point, shape

from bocage.territory.imports.cells import cells_around
from bocage.territory.reference_data import read_positions, read_reference

FOUR = {"a": (48.0, 0.0), "b": (48.0, 0.1), "c": (48.1, 0.0), "d": (48.1, 0.1)}


def test_every_commune_of_the_orne_has_a_cell_that_is_nearer_to_it_than_to_any_other():
    positions = read_positions()
    points = {
        commune.code: (positions[commune.code].latitude, positions[commune.code].longitude)
        for commune in read_reference().communes
        if commune.departement == "61"
    }

    cells = {code: shape(cell) for code, cell in cells_around(points, []).items()}

    assert cells.keys() == points.keys()
    assert all(
        cells[code].contains(Point(longitude, latitude))
        for code, (latitude, longitude) in points.items()
    )
    areas = sum(cell.area for cell in cells.values())
    overlaps = sum(
        cells["61464"].intersection(cell).area for code, cell in cells.items() if code != "61464"
    )
    assert overlaps < areas / 1e5


def test_a_cell_leaves_known_outlines_out():
    known = {
        "type": "Polygon",
        "coordinates": [[[-0.1, 47.9], [0.05, 47.9], [0.05, 48.2], [-0.1, 48.2], [-0.1, 47.9]]],
    }

    cells = cells_around(FOUR, [known])

    assert cells.keys() == {"b", "d"}
    assert all(shape(cell).intersection(shape(known)).area < 1e-6 for cell in cells.values())


def test_points_in_one_place_have_no_cell_and_leave_the_others_theirs():
    assert cells_around({**FOUR, "e": FOUR["a"]}, []).keys() == {"b", "c", "d"}


@pytest.mark.parametrize(
    "points",
    [
        {},
        {"a": (48.0, 0.0)},
        {"a": (48.0, 0.0), "b": (48.1, 0.0)},
        {"a": (48.0, 0.0), "b": (48.1, 0.1), "c": (48.2, 0.2)},
        {"a": (48.0, 0.0), "b": (48.0, 0.0), "c": (48.0, 0.0)},
    ],
)
def test_too_few_points_or_points_in_line_have_none(points):
    assert cells_around(points, []) == {}
