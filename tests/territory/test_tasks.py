"""The worker completes positions and outlines by itself when the official API answers again."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from bocage.territory.imports import geo_api_client
from bocage.territory.models import Commune, PositionsUpdate
from bocage.territory.operations.departements import update_from_api
from bocage.territory.operations.positions_updates import due_departements, request_updates
from bocage.territory.tasks import complete_positions, update_positions
from tests.servers.geo_api import BOITRON
from tests.territory.factories import CommuneFactory, DepartementFactory
from tests.territory.imports.test_outlines import feature

pytestmark = pytest.mark.django_db

OUTLINED = BOITRON | {"contour": feature()["geometry"]}


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch):
    monkeypatch.setattr(geo_api_client, "PAUSE_S", 0)


def hours(count):
    return timezone.now() + timedelta(hours=count)


def test_positions_come_once_the_network_is_back(geo_api):
    CommuneFactory(boitron=True)
    for _ in range(2):
        geo_api.will_answer(503)
    complete_positions()
    complete_positions()  # Not due again yet.
    assert len(geo_api.paths) == 2
    update = PositionsUpdate.objects.get()
    assert update.failures == 1
    assert "en panne" in update.failure

    geo_api.will_answer(body=[OUTLINED])
    complete_positions(now=hours(1.1))

    assert Commune.objects.get().position_source == "outline"
    update.refresh_from_db()
    assert (update.failures, update.failure, update.is_under_way) == (0, "", False)
    assert due_departements(now=hours(24 * 365)) == []


def test_api_that_fails_is_asked_less_and_less_often(geo_api):
    CommuneFactory(boitron=True)
    waits = []
    for _ in range(7):
        geo_api.will_answer(404)
        update_from_api(departements=["61"])
        update = PositionsUpdate.objects.get()
        waits.append(round((update.due_at - update.ended_at) / timedelta(hours=1)))

    assert waits == [1, 2, 4, 8, 16, 24, 24]


def test_departement_of_which_the_api_does_not_know_all_is_asked_again_in_a_month(geo_api):
    CommuneFactory(boitron=True)
    geo_api.will_answer(body=[BOITRON])
    complete_positions()

    assert due_departements(now=hours(24 * 29)) == []
    assert due_departements(now=hours(24 * 31)) == ["61"]


@pytest.mark.parametrize("missing", ["position", "official position", "outline"])
def test_departement_is_due_while_something_is_missing(geo_api, missing):
    CommuneFactory(boitron=True)
    geo_api.will_answer(body=[OUTLINED])
    update_from_api(departements=["61"])
    later = hours(24 * 31)
    assert due_departements(now=later) == []
    commune = Commune.objects.get()
    if missing == "outline":
        commune.outline.delete()
    else:
        commune.latitude = commune.longitude = None if missing == "position" else 48.5
        commune.position_source = "" if missing == "position" else "geonames"
        commune.save()

    assert due_departements(now=later) == ["61"]


def test_merged_communes_need_no_position(geo_api):
    CommuneFactory(unlocated=True, is_current=False)

    assert due_departements() == []


def test_api_that_is_down_is_asked_about_one_departement_and_the_others_stay_due(geo_api):
    CommuneFactory(boitron=True)
    sarthe = DepartementFactory(code="72", name="Sarthe", slug="sarthe")
    CommuneFactory(code="72180", departement=sarthe)
    for _ in range(2):
        geo_api.will_answer(503)

    complete_positions()

    assert [path.split("/")[2] for path in geo_api.paths] == ["61", "61"]
    assert due_departements() == ["72"]
    assert not any(update.is_under_way for update in PositionsUpdate.objects.all())


def test_update_that_was_asked_for_is_done_by_the_worker(geo_api, run_tasks):
    CommuneFactory(boitron=True)
    geo_api.will_answer(body=[OUTLINED])
    request_updates(["61"])
    assert PositionsUpdate.objects.get().is_under_way
    update_positions.defer(departements="61")
    run_tasks()

    assert not PositionsUpdate.objects.get().is_under_way
    assert Commune.objects.get().position_source == "outline"


def test_update_that_was_interrupted_is_not_under_way_for_ever():
    DepartementFactory()
    request_updates(["61"])
    PositionsUpdate.objects.update(requested_at=hours(-1))

    assert not PositionsUpdate.objects.get().is_under_way


def test_failure_without_a_reason_is_refused_by_the_database():
    DepartementFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        PositionsUpdate.objects.create(departement_id="61", failures=1)
