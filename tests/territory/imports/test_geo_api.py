import json

import pytest

from bocage.territory.imports.geo_api import ApiCommune, parse

BOITRON = {
    "code": "61051",
    "nom": "Boitron",
    "centre": {"type": "Point", "coordinates": [0.2836, 48.5783]},
}


def test_answer_gives_positions_with_latitude_first():
    communes, errors = parse(json.dumps([BOITRON]).encode(), "61")

    assert communes == [ApiCommune("61051", 48.5783, 0.2836, "centre", "Boitron")]
    assert errors == []


@pytest.mark.parametrize(
    "row",
    [
        {"code": "61156"},
        {"code": "61156", "centre": None},
        {"code": "61156", "centre": {"coordinates": [0.2]}},
        {"code": "61156", "centre": {"coordinates": ["0.2", "48.5"]}},
        {"code": "61156", "centre": {"coordinates": [True, 48.5]}},
        {"code": "61156", "centre": {"coordinates": [0.2, 148.5]}},
        {"code": "61156", "centre": {"coordinates": [float("nan"), 48.5]}},
        {"code": "61156", "centre": {"coordinates": [float("inf"), 48.5]}},
    ],
)
def test_commune_without_a_position_is_reported(row):
    communes, errors = parse(json.dumps([BOITRON, row]).encode(), "61")

    assert [commune.code for commune in communes] == ["61051"]
    assert [(error.row, error.reason) for error in errors] == [
        ("commune 61156", "sans code ou sans position")
    ]


@pytest.mark.parametrize("row", [None, 7, [], {}, {"code": "<b>"}, {"code": 61156}])
def test_row_without_a_code_is_reported_with_its_number(row):
    _communes, errors = parse(json.dumps([BOITRON, row]).encode(), "61")

    assert [error.row for error in errors] == ["réponse n° 2"]


@pytest.mark.parametrize(
    "content", [b"", b"<html>", b"{}", b"null", b"\xff", b"[]", b"[" * 100_000]
)
def test_what_is_no_list_is_refused(content):
    with pytest.raises(ValueError):  # noqa: PT011 - json and our code have different messages
        parse(content, "61")


def test_town_hall_is_preferred_to_the_centre():
    town_hall = {"type": "Point", "coordinates": [0.29, 48.58]}

    [commune], _errors = parse(json.dumps([BOITRON | {"mairie": town_hall}]).encode(), "61")

    assert (commune.latitude, commune.longitude, commune.source) == (48.58, 0.29, "town_hall")


def test_commune_of_another_departement_is_reported():
    mamers = BOITRON | {"code": "72180"}

    communes, errors = parse(json.dumps([BOITRON, mamers]).encode(), "61")

    assert [commune.code for commune in communes] == ["61051"]
    assert [(error.row, error.reason) for error in errors] == [
        ("commune 72180", "d’un autre département")
    ]
