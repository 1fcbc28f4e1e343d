"""The stage of the booking bench, and the instance that it refuses."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from bench.harness.stage import DAY_BOOKINGS, PEOPLE, InstanceInUse, set_stage
from bocage.people.models import Person
from bocage.workspaces.models import Booking, Resource

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_the_stage_holds_the_people_the_rooms_and_the_bookings_of_a_day():
    stage = set_stage(now=NOW, earlier_weeks=2)

    assert len(set(stage.sessions)) == PEOPLE
    assert (stage.day, stage.first_free_day) == ("2026-11-26", "2026-11-27")
    bookings = Booking.objects.filter(place__slug=stage.day_slug)
    assert bookings.filter(status=Booking.Status.CONFIRMED).count() == DAY_BOOKINGS
    assert bookings.filter(status=Booking.Status.COMPLETED).count() == 2 * DAY_BOOKINGS
    assert Booking.objects.filter(resources=None).count() == 0
    assert Booking.objects.count() == 3 * DAY_BOOKINGS
    rooms = [stage.contended, *stage.spread]
    assert Resource.objects.filter(pk__in=[room.resource_id for room in rooms]).count() == 11


def test_its_sessions_are_those_of_people_who_have_signed_in():
    stage = set_stage(now=NOW, earlier_weeks=0)
    client = Client()
    client.cookies["bocage_session"] = stage.sessions[0]

    assert client.get("/mes-reservations/").status_code == 200


def test_an_instance_that_somebody_uses_is_left_alone():
    Person.objects.create_user("ada@bocage.example")

    with pytest.raises(InstanceInUse):
        set_stage(now=NOW)

    assert Person.objects.count() == 1
