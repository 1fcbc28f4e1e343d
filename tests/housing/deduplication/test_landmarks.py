"""Distance from each home to the nearest place to work, as places open and close."""

import pytest

from bocage.housing.deduplication.operations import landmarks
from bocage.housing.deduplication.operations.landmarks import measure_landmarks
from bocage.workspaces.hosting.operations.closing import close_for_good
from bocage.workspaces.hosting.operations.places import publish_place
from tests.housing.factories import DwellingFactory
from tests.territory.factories import CommuneFactory
from tests.workspaces.factories import HostFactory, PlaceFactory, ResourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return DwellingFactory(commune=CommuneFactory(sees=True))


def test_the_way_to_the_nearest_place_is_measured(home, django_assert_num_queries):
    PlaceFactory(boitron=True)
    neighbours = DwellingFactory.create_batch(3, commune=home.commune)
    with django_assert_num_queries(6):  # Savepoint, homes, places, write, searches, release.
        assert measure_landmarks([home.pk, *(neighbour.pk for neighbour in neighbours)]) == 4
    home.refresh_from_db()
    assert home.workspace_m == pytest.approx(8_300, abs=900)
    assert measure_landmarks([home.pk]) == 0


def test_without_a_position_or_a_place_there_is_no_way(home):
    nowhere = DwellingFactory(latitude=None, longitude=None, workspace_m=900)
    home.workspace_m = 900
    home.save()
    assert measure_landmarks([home.pk, nowhere.pk]) == 2
    home.refresh_from_db()
    nowhere.refresh_from_db()
    assert (home.workspace_m, nowhere.workspace_m) == (None, None)


def test_homes_follow_places_that_open_and_close(home, run_tasks, monkeypatch):
    monkeypatch.setattr(landmarks, "BATCH", 1)
    DwellingFactory(commune=home.commune)
    place = PlaceFactory(boitron=True, status="draft")
    ResourceFactory(place=place)
    host = HostFactory(of=place)
    publish_place(by=host, place=place)
    run_tasks()
    home.refresh_from_db()
    assert home.workspace_m is not None
    close_for_good(by=host, place=place)
    run_tasks()
    home.refresh_from_db()
    assert home.workspace_m is None
