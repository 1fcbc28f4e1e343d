"""Tasks and links that the room adds to the Espace of everybody."""

import pytest

from bocage.workspaces.bookings.dashboard import my_next_bookings
from bocage.workspaces.models import Booking
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    PlaceFactory,
    ResourceFactory,
    afternoon,
    as_range,
    day_ahead,
    morning,
)

pytestmark = pytest.mark.django_db


def test_the_bookings_of_today_and_tomorrow_wait_and_no_others():
    person = PersonFactory()
    desk = ResourceFactory(place=PlaceFactory(boitron=True))
    tomorrow = BookingFactory(resource=desk, booked_for=person)
    BookingFactory(resource=desk, booked_for=person, period=as_range(morning(day_ahead(2))))
    BookingFactory(resource=desk, booked_for=person, period=as_range(morning(day_ahead(-1))))
    BookingFactory(resource=desk, period=as_range(afternoon(day_ahead(1))))
    tasks = list(my_next_bookings(person))
    assert [(str(task.title), task.url) for task in tasks] == [
        ("Télécentre de Boitron vous attend", f"/mes-reservations/{tomorrow.pk}/")
    ]


def test_a_cancelled_booking_waits_for_nobody():
    person = PersonFactory()
    booking = BookingFactory(booked_for=person)
    Booking.objects.filter(pk=booking.pk).update(
        status="cancelled", cancelled_because="holder", cancelled_at=booking.created_at
    )
    assert list(my_next_bookings(person)) == []


@pytest.mark.parametrize("bookings", [1, 3])
def test_the_next_bookings_are_read_in_one_query(django_assert_num_queries, bookings):
    person = PersonFactory()
    for _number in range(bookings):
        BookingFactory(booked_for=person)
    with django_assert_num_queries(1):
        assert len(list(my_next_bookings(person))) == bookings
