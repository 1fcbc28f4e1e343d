"""Positions and outlines that the official API gives: what is known is never lost."""

import pytest

from bocage.territory.imports import geo_api_client
from bocage.territory.imports.geo_api_client import GeoApiClient
from bocage.territory.models import Commune, CommuneOutline
from bocage.territory.operations.departements import update_from_api
from tests.servers.geo_api import BOITRON
from tests.territory.factories import CommuneFactory, DepartementFactory
from tests.territory.imports.test_outlines import feature

pytestmark = pytest.mark.django_db

OUTLINED = BOITRON | {"contour": feature()["geometry"]}


def known():
    communes = Commune.objects.order_by("code")
    return (
        list(communes.values_list("code", "latitude", "longitude", "position_source")),
        list(CommuneOutline.objects.values_list("commune", "geometry", "source")),
    )


@pytest.fixture
def placed(geo_api):
    """Boitron with the position and the outline that the API gave."""
    CommuneFactory(boitron=True)
    geo_api.will_answer(body=[OUTLINED])
    assert update_from_api(departements=["61"]).outlines == 1
    return known()


@pytest.mark.parametrize(
    ("status", "body", "mode"),
    [
        (200, None, "hang"),
        (200, None, "drip"),
        (200, None, "cut"),
        (200, b"<html>maintenance</html>", "whole"),
        (200, b'[{"insee": "61051", "lat": 48.57, "lon": 0.28}]', "whole"),
        (200, b"[]", "whole"),
        (429, None, "whole"),
        (503, None, "whole"),
        (404, None, "whole"),
    ],
)
def test_answer_in_trouble_loses_nothing_and_says_so(geo_api, placed, status, body, mode):
    for _ in range(2):
        geo_api.will_answer(status, body, mode)
    client = GeoApiClient(patience_s=0.4, wait=lambda _seconds: None)

    report = update_from_api(departements=["61"], client=client)

    assert (report.positions, report.outlines, len(report.failures)) == (0, 0, 1)
    assert known() == placed


@pytest.mark.parametrize(
    "change",
    [
        {"centre": {"type": "Point", "coordinates": [48.5783, 0.2836]}},
        {"centre": {"type": "Point", "coordinates": [6.1, 49.1]}, "contour": {"type": "Polygon"}},
        {"centre": None},
        {"contour": {"type": "Polygon", "coordinates": [[[0.1, 48.1], [0.1, 48.1]]]}},
        {"contour": {"type": "Polygon", "coordinates": [[[48.1, 0.1], [48.2, 0.1], [48.1, 0.2]]]}},
        {"contour": "POLYGON ((0 48, 1 48, 1 49, 0 48))"},
        {"contour": None},
    ],
    ids=["exchanged", "half", "no point", "flat", "exchanged outline", "WKT", "no outline"],
)
def test_commune_that_is_wrong_in_an_answer_keeps_what_is_known(geo_api, placed, change):
    essay = {"code": "61156", "centre": {"type": "Point", "coordinates": [0.24, 48.53]}}
    geo_api.will_answer(body=[OUTLINED | change, essay])

    report = update_from_api(departements=["61"])

    assert report.failures == []
    assert known() == placed


def test_commune_far_from_its_departement_is_left_out(geo_api):
    CommuneFactory(boitron=True)
    CommuneFactory(code="61156", departement=Commune.objects.get().departement, unlocated=True)
    far = {"code": "61156", "centre": {"type": "Point", "coordinates": [48.53, 0.24]}}
    geo_api.will_answer(body=[BOITRON, far])

    report = update_from_api(departements=["61"])

    assert [(error.row, error.reason) for error in report.errors] == [
        ("commune 61156", "loin de son département")
    ]
    assert Commune.objects.get(code="61156").latitude is None


def test_api_that_is_down_is_not_asked_about_the_next_departement(geo_api, monkeypatch):
    monkeypatch.setattr(geo_api_client, "PAUSE_S", 0)
    DepartementFactory(code="61")
    DepartementFactory(code="72", slug="sarthe")
    for _ in range(2):
        geo_api.will_answer(503)

    report = update_from_api(departements=["61", "72"])

    assert len(report.failures) == 1
    assert len(geo_api.paths) == 2


def test_departement_that_the_api_does_not_know_does_not_stop_the_others(geo_api):
    CommuneFactory(boitron=True)
    DepartementFactory(code="52", slug="haute-marne")
    geo_api.will_answer(404)
    geo_api.will_answer(body=[OUTLINED])

    report = update_from_api(departements=["52", "61"])

    assert (len(report.failures), report.outlines) == (1, 1)


def test_instance_without_the_address_of_the_api_asks_nothing(geo_api, settings):
    settings.BOCAGE = settings.BOCAGE.model_copy(update={"geo_api": ""})

    assert update_from_api(departements=["61"]).failures == []
    assert geo_api.paths == []
