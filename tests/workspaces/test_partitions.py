"""Holds that are cut into partitions keep the rule that no two bookings of a resource overlap."""

from pathlib import Path

import pytest
from django.db import connection

from bocage.workspaces.errors import Taken
from bocage.workspaces.models import Booking, Hold
from bocage.workspaces.operations import (
    book_any,
    book_resources,
    cancel_booking,
    restore_booking,
)
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    PlaceFactory,
    ResourceFactory,
    as_range,
    day_ahead,
    morning,
)

pytestmark = pytest.mark.django_db

BY_RESOURCE = Path("deploy/partitions/holds_by_resource.sql").read_text(encoding="utf-8")


def partitioned():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(BY_RESOURCE)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def book(person, desk, days=1):
    return book_resources(
        by=person, place=desk.place, resources=[desk.pk], period=morning(day_ahead(days))
    )


def test_holds_of_before_are_there_and_keep_their_place():
    desk = ResourceFactory()
    kept = BookingFactory(resource=desk, period=as_range(morning(day_ahead(1))))

    partitioned()

    assert list(Hold.objects.values_list("booking", "resource")) == [(kept.pk, desk.pk)]
    with pytest.raises(Taken):
        book(PersonFactory(), desk)
    assert Booking.objects.count() == 1


def test_bookings_are_made_refused_cancelled_and_made_again():
    partitioned()
    place = PlaceFactory()
    desks = ResourceFactory.create_batch(12, place=place)

    booked = [book(PersonFactory(), desk) for desk in desks]

    with pytest.raises(Taken):
        book_any(by=PersonFactory(), place=place, period=morning(day_ahead(1)))
    cancel_booking(by=booked[0].booked_for, booking=booked[0])
    assert book(PersonFactory(), desks[0]).status == "confirmed"
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT tableoid) FROM workspaces_hold")
        assert cursor.fetchone()[0] > 1


def test_a_cancelled_booking_is_not_taken_back_from_who_has_its_place():
    partitioned()
    desk = ResourceFactory()
    first = book(PersonFactory(), desk)
    cancel_booking(by=first.booked_for, booking=first)
    book(PersonFactory(), desk)

    with pytest.raises(Taken):
        restore_booking(by=first.booked_for, booking=first)
