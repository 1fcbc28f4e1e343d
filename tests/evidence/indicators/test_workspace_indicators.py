"""Occupancy of places, consistent with their reports, and population near a place."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from bocage.evidence.operations.snapshots import count_night
from bocage.territory.travel import metres_within, road_minutes
from bocage.workspaces.models import OpeningException, Place
from bocage.workspaces.opening_hours.availability import instant
from bocage.workspaces.reports.occupancy import occupancy, total_of
from bocage.workspaces.reports.open_time import open_time_of
from bocage.workspaces.reports.period import ReportPeriod
from tests.evidence.figures import JUNE, NIGHT, figure
from tests.territory.factories import CommuneFactory
from tests.workspaces.factories import (
    BookingFactory,
    ClosureFactory,
    PlaceFactory,
    ResourceFactory,
)

pytestmark = pytest.mark.django_db

INDICATORS = frozenset({"occupancy", "inhabitants_within_20_minutes"})

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def place():
    """Two desks, open 7 h 30 a day, since long ago."""
    place = PlaceFactory(commune=CommuneFactory(boitron=True))
    Place.objects.update(created_at=LONG_AGO)
    ResourceFactory.create_batch(2, place=place)
    return place


def booked(resource, day, opens=9, closes=12, **fields):
    period = DateTimeTZRange(instant(day, opens * 60), instant(day, closes * 60))
    return BookingFactory(
        resource=resource, period=period, status="completed", confirmed_at=LONG_AGO, **fields
    )


def hours_of_june(place):
    occupied, opened, _value = figure("occupancy", "place", str(place.pk))
    return occupied, opened


def test_hours_held_are_a_share_of_hours_open(place):
    desk = place.resources.first()
    booked(desk, date(2026, 6, 3))
    booked(desk, date(2026, 6, 4), 11, 16)
    booked(desk, date(2026, 5, 4))

    count_night(NIGHT)

    # 20 days of 7.5 hours for two desks; three hours, then 11:00–12:30 and 14:00–16:00.
    assert hours_of_june(place) == (6.5, 300)
    assert figure("occupancy", "commune", "61051")[0] == 6.5


def test_what_was_cancelled_kept_no_hour_and_an_absence_did(place):
    desk = place.resources.first()
    booked(desk, date(2026, 6, 3))
    BookingFactory(
        resource=desk, status="no_show",
        period=DateTimeTZRange(instant(date(2026, 6, 9), 540), instant(date(2026, 6, 9), 600)),
    )  # fmt: skip
    BookingFactory(
        resource=desk, status="cancelled", cancelled_at=LONG_AGO, cancelled_because="holder",
        period=DateTimeTZRange(instant(date(2026, 6, 5), 540), instant(date(2026, 6, 5), 600)),
    )  # fmt: skip

    count_night(NIGHT)

    assert hours_of_june(place)[0] == 4


def test_a_place_counts_from_the_day_on_which_it_was_written_here(place):
    Place.objects.update(created_at=datetime(2026, 6, 16, 8, tzinfo=UTC))

    count_night(NIGHT)

    assert hours_of_june(place) == (0, 5 * 7.5 * 2)


def test_a_draft_has_no_occupancy(place):
    Place.objects.update(status="draft")

    count_night(NIGHT)

    assert figure("occupancy") is None


def test_occupancy_is_that_of_the_report_of_the_place(place):
    """Divided rooms, the whole place, holidays, exceptional hours, closures of both kinds."""
    Place.objects.update(observes_public_holidays=True)
    room = ResourceFactory(place=place, kind="meeting_room", name="Grande salle", capacity=12)
    half = ResourceFactory(place=place, kind="meeting_room", name="Moitié", parent=room)
    ResourceFactory(place=place, kind="whole_place", name="Tout", capacity=20)
    idle = ResourceFactory(place=place, name="Réserve", is_active=False)
    desk = place.resources.filter(kind="desk", is_active=True).first()
    OpeningException.objects.create(place=place, date=date(2026, 5, 14), opens=600, closes=720)
    OpeningException.objects.create(place=place, date=date(2026, 5, 6), opens=480, closes=1200)
    booked(half, date(2026, 5, 6), 8, 19)
    booked(desk, date(2026, 5, 7), 8, 20)
    booked(idle, date(2026, 5, 7))
    long_stay = DateTimeTZRange(instant(date(2026, 4, 29), 600), instant(date(2026, 5, 4), 900))
    BookingFactory(resource=desk, period=long_stay, status="completed", confirmed_at=LONG_AGO)
    shut = DateTimeTZRange(instant(date(2026, 5, 18), 600), instant(date(2026, 5, 20), 900))
    ClosureFactory(place=place, period=shut)
    for resource, day in ((half, 22), (room, 25), (desk, 26)):
        period = DateTimeTZRange(
            instant(date(2026, 5, day), 600), instant(date(2026, 5, day + 1), 660)
        )
        ClosureFactory(place=place, resource=resource, period=period)

    count_night(NIGHT)

    place.refresh_from_db()
    total = total_of(
        occupancy(
            open_time_of([place], ReportPeriod(date(2026, 5, 1), date(2026, 5, 31))),
            by_place=True,
        )
    )
    occupied, opened, _value = figure("occupancy", starts_on=date(2026, 5, 1))
    assert (occupied * 60, opened * 60) == (total.held_minutes, total.open_minutes)


def test_inhabitants_are_near_a_place_by_the_estimate_of_the_road(place):
    boitron = place.commune
    Place.objects.update(
        latitude=boitron.latitude, longitude=boitron.longitude, position_source="host"
    )
    boitron.population = 360
    boitron.save()
    degrees = metres_within(20) / 111_195
    CommuneFactory(
        code="61901", slug="proche", latitude=boitron.latitude + degrees * 0.98,
        longitude=boitron.longitude, position_source="geonames", population=1_000,
        departement=boitron.departement,
    )  # fmt: skip
    CommuneFactory(
        code="61902", slug="loin", latitude=boitron.latitude + degrees * 1.02,
        longitude=boitron.longitude, position_source="geonames", population=4_000,
        departement=boitron.departement,
    )  # fmt: skip
    CommuneFactory(
        code="61903", slug="nulle-part", population=9_000, departement=boitron.departement,
        latitude=None, longitude=None, position_source="",
    )  # fmt: skip

    count_night(NIGHT)

    assert figure("inhabitants_within_20_minutes") == (1_360, 5_360, 3)
    assert figure("inhabitants_within_20_minutes", "departement", "61")[0] == 1_360


def test_a_place_without_a_position_is_near_its_own_commune(place):
    Place.objects.update(latitude=None, longitude=None, position_source="")
    place.commune.population = 360
    place.commune.save()

    count_night(NIGHT)

    assert figure("inhabitants_within_20_minutes") == (360, 360, 1)


def test_twenty_minutes_are_those_of_the_road():
    assert road_minutes(metres_within(20) - 1) == 20
    assert road_minutes(metres_within(20) + 1) == 25
    assert JUNE + timedelta(days=19) == NIGHT
