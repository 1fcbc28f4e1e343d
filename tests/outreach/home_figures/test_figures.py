"""The figures of the home page: what each counts, and what it leaves out."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone, translation

from bocage.outreach.home_figures import figures
from bocage.outreach.home_figures.figures import (
    CACHE_KEY,
    Count,
    count_everything,
    home_proofs,
    recompute_slow_figures,
)
from bocage.workspaces.models import Place, ResourceKind
from tests.territory.factories import CommuneFactory, DepartementFactory
from tests.workspaces.factories import (
    BookingFactory,
    ClosureFactory,
    PlaceFactory,
    ResourceFactory,
    afternoon,
    as_range,
    day_ahead,
    hours,
    morning,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_cache() -> None:
    cache.clear()


def count_figures() -> dict[str, tuple[int, int]]:
    counts = count_everything(timezone.now())
    return {count.name: (count.number, count.total) for count in counts}


def test_an_instance_without_places_shows_no_figure() -> None:
    CommuneFactory()
    PlaceFactory(status=Place.Status.DRAFT)
    PlaceFactory()
    assert count_everything(timezone.now()) == []
    assert home_proofs() == []


def test_a_place_is_open_this_week_unless_it_is_closed_all_along() -> None:
    ResourceFactory()
    shut = ResourceFactory().place
    ClosureFactory(place=shut, period=as_range(hours(day_ahead(0), 0, 8 * 24 * 60)))
    ResourceFactory(place=PlaceFactory(hours={}))
    assert count_figures()["open_this_week"] == (1, 3)


def test_a_desk_counts_tomorrow_while_half_a_day_of_it_is_left() -> None:
    place = PlaceFactory()
    half_taken, all_taken, _free = ResourceFactory.create_batch(3, place=place)
    ResourceFactory(place=place, meeting_room=True)
    tomorrow = day_ahead(1)
    BookingFactory(resource=half_taken, period=as_range(morning(tomorrow)))
    BookingFactory(resource=all_taken, period=as_range(morning(tomorrow)))
    BookingFactory(resource=all_taken, period=as_range(afternoon(tomorrow)))
    assert count_figures()["free_tomorrow"] == (2, 3)


def test_a_place_with_rooms_alone_says_nothing_of_desks() -> None:
    ResourceFactory(kind=ResourceKind.MEETING_ROOM, capacity=8)
    assert "free_tomorrow" not in count_figures()


def test_communes_are_close_by_within_twenty_kilometres() -> None:
    place = PlaceFactory(boitron=True)
    ResourceFactory(place=place)
    departement = place.commune.departement
    at_19_km = {"latitude": place.latitude + 19 / 111.195, "longitude": place.longitude}
    at_21_km = {"latitude": place.latitude + 21 / 111.195, "longitude": place.longitude}
    CommuneFactory(departement=departement, **at_19_km)
    CommuneFactory(departement=departement, **at_21_km)
    CommuneFactory(departement=departement, is_current=False, **at_19_km)
    sarthe = DepartementFactory(sarthe=True)
    CommuneFactory(departement=sarthe, **at_19_km)
    assert count_figures()["communes_close_by"] == (2, 3)


def test_the_speed_is_the_median_of_measures_of_less_than_a_year() -> None:
    for speed, days in ((900, 10), (300, 20), (400, 30), (1, 400)):
        place = PlaceFactory(
            download_mbps=speed, speed_measured_on=timezone.localdate() - timedelta(days=days)
        )
        ResourceFactory(place=place)
    ResourceFactory()
    assert count_figures()["measured_speed"] == (400, 3)


def test_figures_are_counted_once_in_five_minutes(django_assert_num_queries: Callable) -> None:
    ResourceFactory()
    first = home_proofs()
    ResourceFactory()
    with django_assert_num_queries(1):
        again = home_proofs()
    assert [proof.figure for proof in again] == [proof.figure for proof in first]
    assert [proof.counted_at for proof in again] == [proof.counted_at for proof in first]


def test_where_counting_takes_long_the_worker_counts_before_a_page_has_to(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Callable
) -> None:
    def open_places() -> str:
        return home_proofs()[0].figure

    ResourceFactory()
    assert open_places() == "1"
    ResourceFactory()
    recompute_slow_figures(timezone.now())
    assert open_places() == "1"  # Quick here: the next page counts, once five minutes are over.

    cache.clear()
    monkeypatch.setattr(figures, "QUICK_S", -1)
    assert open_places() == "2"
    ResourceFactory()
    with django_assert_num_queries(1):
        assert open_places() == "2"
    recompute_slow_figures(timezone.now())
    with django_assert_num_queries(1):
        assert open_places() == "3"


@pytest.mark.parametrize("places", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_places(
    places: int, django_assert_num_queries: Callable
) -> None:
    ResourceFactory.create_batch(places)
    with django_assert_num_queries(12):
        count_everything(timezone.now())


def test_each_figure_has_its_words() -> None:
    now = timezone.now()
    cached = [
        Count("open_this_week", 1, 3, now),
        Count("free_tomorrow", 2, 3, now),
        Count("communes_close_by", 380, 385, now),
        Count("measured_speed", 640, 4, now),
    ]
    cache.set(CACHE_KEY, [tuple(count) for count in cached])
    with translation.override("fr"):
        labels = [(proof.figure, str(proof.label)) for proof in home_proofs()]
    assert labels == [
        ("1", "lieu ouvert cette semaine"),
        ("2", "postes libres demain"),
        ("98 %", "des communes à moins de 20 km d’un lieu"),
        ("640 Mb/s", "de débit médian, mesuré sur place"),
    ]
    assert all(str(proof.definition) and str(proof.source) for proof in home_proofs())
