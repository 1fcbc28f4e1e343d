import json

import pytest

from bocage.territory.imports.geo_api import ApiCommune, parse

BOITRON = {
    "code": "61051",
    "nom": "Boitron",
    "centre": {"type": "Point", "coordinates": [0.2836, 48.5783]},
}


def test_answer_gives_positions_with_latitude_first():
    communes, errors = parse(json.dumps([BOITRON]).encode())

    assert communes == [ApiCommune("61051", latitude=48.5783, longitude=0.2836)]
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
    communes, errors = parse(json.dumps([BOITRON, row]).encode())

    assert [commune.code for commune in communes] == ["61051"]
    assert [(error.row, error.reason) for error in errors] == [
        ("commune 61156", "sans code ou sans position")
    ]


@pytest.mark.parametrize("row", [None, 7, [], {}, {"code": "<b>"}, {"code": 61156}])
def test_row_without_a_code_is_reported_with_its_number(row):
    _communes, errors = parse(json.dumps([BOITRON, row]).encode())

    assert [error.row for error in errors] == ["réponse n° 2"]


@pytest.mark.parametrize("content", [b"", b"<html>", b"{}", b"null", b"\xff"])
def test_what_is_no_list_is_refused(content):
    with pytest.raises(ValueError):  # noqa: PT011 - json and our code have different messages
        parse(content)
