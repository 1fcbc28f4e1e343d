"""Arriving at the very moment when one's place is given away; two screens for one room."""

from datetime import timedelta

import pytest

from bocage.workspaces.front_desk.operations.doors import book_at_the_door
from bocage.workspaces.front_desk.operations.endings import (
    complete_past_bookings,
    release_unattended,
)
from bocage.workspaces.front_desk.operations.presence import check_in, count_walk_in
from bocage.workspaces.models import Booking, SharedAddress, Visit
from tests.people.factories import PersonFactory
from tests.workspaces.bookings.test_races import outcomes, overlaps, race
from tests.workspaces.factories import (
    BookingFactory,
    PlaceFactory,
    ResourceFactory,
    SharedAddressFactory,
    as_range,
)

pytestmark = pytest.mark.django_db(transaction=True)

Status = Booking.Status


@pytest.fixture
def late_moment(today):
    """After what nobody uses is released."""
    return today.start + timedelta(minutes=20)


def fresh(address):
    return SharedAddress.objects.select_related("place", "resource").get(pk=address.pk)


def test_arriving_and_being_released_at_once_leaves_one_truth(today, late_moment):
    """Whoever comes first, the person sits there at the end: nobody else had taken the place."""
    place = PlaceFactory(rules={"release_after_minutes": 15})
    code = SharedAddressFactory(place=place)
    bookings = [
        BookingFactory(resource__place=place, period=as_range(today)) for _number in range(6)
    ]

    results = race(
        *[
            lambda late_booking=booking: check_in(
                by=late_booking.booked_for,
                booking=Booking.objects.get(pk=late_booking.pk),
                at=fresh(code),
                now=late_moment,
            )
            for booking in bookings
        ],
        lambda: release_unattended(now=late_moment),
        lambda: release_unattended(now=late_moment),
    )

    assert outcomes(results) == {"Booking": 6, "int": 2}
    assert set(Booking.objects.values_list("status", flat=True)) == {Status.CHECKED_IN}
    assert Visit.objects.count() == 6


def test_two_screens_and_one_room_make_one_booking(today):
    room = ResourceFactory(meeting_room=True)
    half = ResourceFactory(place=room.place, parent=room, name="Moitié")
    doors = [SharedAddressFactory(door=True, resource=space) for space in (room, half)]

    results = race(
        *[
            lambda door=door, number=number: book_at_the_door(
                door=fresh(door), minutes=60, idempotency_key=str(number), now=today.start
            )
            for number in range(4)
            for door in doors
        ]
    )

    assert outcomes(results) == {"Booking": 1, "Taken": 7}
    assert overlaps() == 0


def test_a_button_pressed_by_ten_fingers_takes_the_room_once(today):
    door = SharedAddressFactory(door=True)

    results = race(
        *[
            lambda: book_at_the_door(
                door=fresh(door), minutes=30, idempotency_key="1", now=today.start
            )
        ]
        * 10
    )

    assert outcomes(results) == {"Booking": 10}
    assert Booking.objects.count() == Visit.objects.count() == 1


def test_a_walk_in_sent_ten_times_is_counted_once(today):
    code = SharedAddressFactory()

    results = race(
        *[lambda: count_walk_in(by=None, at=fresh(code), idempotency_key="k", now=today.start)] * 10
    )

    assert outcomes(results) == {"Visit": 10}
    assert Visit.objects.count() == 1


def test_two_clocks_end_the_past_once(today):
    person = PersonFactory()
    for _number in range(5):
        BookingFactory(booked_for=person, period=as_range(today))

    race(*[lambda: complete_past_bookings(now=today.end)] * 4)

    assert Visit.objects.count() == 5
    assert set(Booking.objects.values_list("status", flat=True)) == {Status.COMPLETED}
