import json

import pytest
from shapely.geometry import Point, shape

from bocage.territory.errors import OutlinesUnreadable
from bocage.territory.imports import outlines
from bocage.territory.imports.outlines import parse

SQUARE = [[[0.0, 48.0], [0.1, 48.0], [0.1, 48.1], [0.0, 48.1], [0.0, 48.0]]]
NEXT_SQUARE = [[[0.1, 48.0], [0.2, 48.0], [0.2, 48.1], [0.1, 48.1], [0.1, 48.0]]]
BOW_TIE = [[[0.0, 48.0], [0.1, 48.1], [0.1, 48.0], [0.0, 48.1], [0.0, 48.0]]]
LAMBERT_93 = [[[652709, 6861285], [652800, 6861285], [652800, 6861300], [652709, 6861285]]]
LINE = [[[0.0, 48.0], [0.1, 48.1], [0.0, 48.0], [0.0, 48.0]]]


def feature(code="61051", coordinates=SQUARE, kind="Polygon", name="Boitron"):
    return {
        "type": "Feature",
        "properties": {"code": code, "nom": name},
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def collection(*features):
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def test_outline_is_read_with_its_code_and_name():
    rows, errors = parse(collection(feature()))

    assert [(row.code, row.name, row.area.area) for row in rows] == [
        ("61051", "Boitron", pytest.approx(0.01))
    ]
    assert errors == []


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (None, "ce n’est pas un objet GeoJSON avec des propriétés"),
        (7, "ce n’est pas un objet GeoJSON avec des propriétés"),
        ({"type": "Feature"}, "ce n’est pas un objet GeoJSON avec des propriétés"),
        (feature(code=None), "le code INSEE manque ou n’en est pas un"),
        (feature(code="6105"), "le code INSEE manque ou n’en est pas un"),
        (feature(code="61051\n"), "le code INSEE manque ou n’en est pas un"),
        (feature() | {"geometry": None}, "la géométrie n’est ni un polygone ni un multipolygone"),
        (
            feature(kind="Point", coordinates=[0, 48]),
            "la géométrie n’est ni un polygone ni un multipolygone",
        ),
        (feature(coordinates=[]), "le contour est vide"),
        (feature(coordinates="x"), "la géométrie est illisible"),
        (feature(coordinates=[[[0, 48], [1, 48]]]), "la géométrie est illisible"),
        (feature(coordinates=[[["a", "b"]] * 4]), "la géométrie est illisible"),
        (feature(coordinates=LINE), "le contour n’enferme aucune surface"),
        (
            feature(coordinates=LAMBERT_93),
            "les coordonnées ne sont pas des longitudes et des latitudes",
        ),
        (
            feature(coordinates=[[[y, x] for x, y in SQUARE[0]]]),
            "les longitudes et les latitudes semblent interverties",
        ),
    ],
)  # fmt: skip
def test_broken_feature_is_left_out_with_its_number_and_the_rest_is_read(broken, reason):
    rows, errors = parse(collection(feature(code="61001"), broken))

    assert [row.code for row in rows] == ["61001"]
    assert [(error.row, error.reason) for error in errors] == [("contour n° 2", reason)]


def test_same_code_twice_is_reported():
    rows, errors = parse(collection(feature(), feature(coordinates=NEXT_SQUARE)))

    assert [row.code for row in rows] == ["61051"]
    assert errors[0].reason == "le code 61051 est en double"


def test_outline_of_too_many_points_is_left_out():
    ring = [[x / 300_000, 48.0] for x in range(300_000)] + [[1, 49], [0, 48]]

    rows, errors = parse(collection(feature(coordinates=[ring])))

    assert rows == []
    assert errors[0].reason == "le contour a plus de 200000 points"


def test_crossed_ring_is_repaired():
    rows, errors = parse(collection(feature(coordinates=BOW_TIE)))

    assert errors == []
    assert rows[0].area.is_valid
    assert rows[0].area.area == pytest.approx(0.005)


def test_outline_overseas_is_not_taken_for_an_inverted_one():
    reunion = [[[x + 55.4, y - 69] for x, y in SQUARE[0]]]

    rows, errors = parse(collection(feature(code="97411", coordinates=reunion)))

    assert [row.code for row in rows] == ["97411"]
    assert errors == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"null",
        b"[]",
        b"7",
        b"{}",
        b'{"type": "FeatureCollection", "features": []}',
        b'{"features": {"0": 1}}',
        b"[" * 100_000,
        json.dumps(feature()).encode(),
    ],
)
def test_what_is_no_collection_is_refused(content):
    with pytest.raises(OutlinesUnreadable):
        parse(content)


def test_too_large_a_file_is_refused(monkeypatch):
    monkeypatch.setattr(outlines, "LARGEST_FILE", 100)

    with pytest.raises(OutlinesUnreadable):
        parse(collection(feature()))


def test_merged_outlines_become_one_and_their_point_lies_inside():
    rows, _errors = parse(collection(feature(), feature(code="61156", coordinates=NEXT_SQUARE)))

    joined = outlines.outlines({"61051": [row.area for row in rows]})["61051"]

    area = shape(joined.geometry)
    assert area.bounds == (0.0, 48.0, 0.2, 48.1)
    assert area.contains(Point(joined.longitude, joined.latitude))
    assert joined.geometry["type"] == "Polygon"


def test_point_of_a_hollow_outline_is_inside_it_and_not_at_its_centre():
    ring = [[[0, 48], [1, 48], [1, 49], [0, 49], [0, 48]],
            [[0.1, 48.1], [0.1, 48.9], [0.9, 48.9], [0.9, 48.1], [0.1, 48.1]]]  # fmt: skip
    rows, _errors = parse(collection(feature(coordinates=ring)))

    outline = outlines.outlines({"61051": [rows[0].area]})["61051"]

    assert shape(outline.geometry).contains(Point(outline.longitude, outline.latitude))


def test_neighbours_still_touch_once_simplified():
    winding = [[0.1, 48.0 + step / 1000 + 0.00001 * (step % 2)] for step in range(100)]
    coordinates = [[[0.0, 48.0], *winding, [0.1, 48.1], [0.0, 48.1], [0.0, 48.0]]]
    expected_ring = [[[0.2, 48.0], [0.2, 48.1], [0.1, 48.1], *reversed(winding), [0.2, 48.0]]]
    rows, _errors = parse(
        collection(
            feature(coordinates=coordinates), feature(code="61156", coordinates=expected_ring)
        )
    )

    outlines_by_code = outlines.outlines({row.code: [row.area] for row in rows})

    shapes = [shape(outline.simplified) for outline in outlines_by_code.values()]
    assert shapes[0].intersection(shapes[1]).area == 0
    assert shapes[0].distance(shapes[1]) == 0
    assert (
        sum(
            len(part["coordinates"][0])
            for part in (outline.simplified for outline in outlines_by_code.values())
        )
        < 30
    )
