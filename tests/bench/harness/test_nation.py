"""The places, people and bookings that `python -m bench workspaces` is measured on."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client

from bench.harness.copying import as_text
from bench.harness.nation import BOOKINGS, MAX_BOOKINGS, Nation, resources_before
from bench.harness.seeding import THREE_YEARS
from bench.harness.stage import InstanceInUse
from bench.harness.stages.nation import set_nation_stage
from bocage.people.models import Person
from bocage.workspaces.bookings.operations.bookings import book_resource
from bocage.workspaces.models import Booking, Hold, Place, Resource
from tests.territory.factories import CommuneFactory
from tests.workspaces.factories import hours

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def boitron():
    return CommuneFactory(boitron=True)


def indexes() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname FROM pg_indexes WHERE tablename LIKE 'workspaces_%%'"
            " UNION ALL SELECT conname FROM pg_constraint WHERE contype IN ('u', 'x')"
        )
        return {name for (name,) in cursor.fetchall()}


def test_places_come_with_their_resources_their_people_and_their_bookings(boitron):
    before = indexes()

    counts = Nation(0, 2, now=NOW).load()

    assert counts == {"people": 80, "places": 2, "resources": 14, "bookings": 1_200}
    assert (Place.objects.count(), Resource.objects.count()) == (2, 14)
    assert (Booking.objects.count(), Hold.objects.count()) == (1_200, 1_200)
    assert indexes() == before


def test_a_second_load_goes_on_where_the_first_stopped(boitron):
    Nation(0, 1, now=NOW).load()
    Nation(1, 2, now=NOW).load()

    assert Resource.objects.count() == resources_before(2) == 14
    assert Booking.objects.count() == 1_200


def test_a_resource_may_have_eight_times_the_usual_bookings(boitron):
    counts = Nation(0, 1, now=NOW, past=THREE_YEARS, bookings=MAX_BOOKINGS).load()

    assert counts["bookings"] == 8 * sum(BOOKINGS[: counts["resources"]])


def test_each_hold_says_what_its_booking_says(boitron):
    Nation(0, 1, now=NOW).load()

    holds = Hold.objects.select_related("booking", "resource")
    assert {hold.period == hold.booking.period for hold in holds} == {True}
    assert {hold.is_holding == hold.booking.is_holding for hold in holds} == {True}
    assert {hold.resource.place_id == hold.booking.place_id for hold in holds} == {True}


def test_what_is_over_holds_nothing_and_what_is_to_come_does(boitron):
    Nation(0, 1, now=NOW).load()

    over = Booking.objects.filter(period__endswith__lte=NOW)
    assert set(over.values_list("status", flat=True)) == {"completed", "no_show", "cancelled"}
    to_come = Booking.objects.filter(period__startswith__gt=NOW)
    assert set(to_come.values_list("status", flat=True)) == {"confirmed", "cancelled"}


def test_the_room_that_is_kept_free_can_be_booked_by_who_is_signed_in(boitron):
    stage = set_nation_stage(0, 1, now=NOW)
    booker = stage.bookers[0]
    day = datetime.fromisoformat(stage.free_days[0]).date()
    room = Resource.objects.select_related("place__scope").get(pk=booker["resource_id"])
    client = Client()
    client.cookies["bocage_session"] = booker["session"]

    booked = book_resource(
        by=Person.objects.order_by("pk").first(),
        resource=room,
        period=hours(day, 9 * 60, 10 * 60),
        now=NOW,
    )

    assert booked.status == Booking.Status.CONFIRMED
    assert client.get("/mes-reservations/").status_code == 200


def test_its_hosts_see_their_day(boitron):
    stage = set_nation_stage(0, 1, now=NOW)
    host = stage.hosts[0]
    client = Client()
    client.cookies["bocage_session"] = host["session"]

    response = client.get(f"/espace/lieux/{host['slug']}/jour/{stage.free_days[0]}/")

    assert response.status_code == 200


def test_an_instance_that_somebody_uses_is_left_alone(boitron):
    Person.objects.create_user("ada@bocage.example")

    with pytest.raises(InstanceInUse):
        set_nation_stage(0, 1, now=NOW)

    assert Place.objects.count() == 0


def test_texts_of_copy_keep_what_would_end_a_field():
    assert as_text("a\tb\\c\nd") == "a\\tb\\\\c\\nd"
    assert [as_text(value) for value in (None, True, False, [], {})] == [
        "\\N",
        "t",
        "f",
        "{}",
        "{}",
    ]
    with pytest.raises(ValueError, match="empty lists"):
        as_text(["one"])
