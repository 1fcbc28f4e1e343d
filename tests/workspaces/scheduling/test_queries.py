"""Availability, read from the database in a constant number of queries."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.workspaces.booking_rules.models import LONGEST_BUFFER_MINUTES
from bocage.workspaces.bookings.operations.bookings import book_resource
from bocage.workspaces.models import Place, ResourceKind
from bocage.workspaces.opening_hours.availability import Interval, day_interval, instant
from bocage.workspaces.place_plans.plans import plan_of
from bocage.workspaces.scheduling.queries import busy_in_places, days_of, places_on
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    ClosureFactory,
    PlaceFactory,
    ResourceFactory,
    afternoon,
    as_range,
    day_ahead,
    morning,
)

pytestmark = pytest.mark.django_db


def place_with_bookings(*, desks: int) -> Place:
    place = PlaceFactory()
    for number in range(desks):
        desk = ResourceFactory(place=place)
        for days in range(1, 4):
            BookingFactory(resource=desk, period=as_range(morning(day_ahead(days + number))))
    return Place.objects.get(pk=place.pk)


def test_a_week_of_a_place_tells_what_is_free():
    desk = ResourceFactory(position=1)
    second_desk = ResourceFactory(place=desk.place, position=2)
    room = ResourceFactory(place=desk.place, meeting_room=True)
    BookingFactory(resource=desk)

    tomorrow = days_of(desk.place, day_ahead(1))[0]

    free = tomorrow.free(morning(day_ahead(1)), kind=ResourceKind.DESK)
    assert [space_day.space.pk for space_day in free] == [second_desk.pk]
    assert len(tomorrow.free(afternoon(day_ahead(1)), kind=ResourceKind.DESK)) == 2
    assert [
        space_day.space.pk for space_day in tomorrow.free(morning(day_ahead(1)), attendees=5)
    ] == [room.pk]
    assert tomorrow.offers.morning == morning(day_ahead(1))
    assert tomorrow.can_be_booked


@pytest.mark.parametrize("desks", [1, 3])
def test_a_week_takes_nine_queries_then_one(desks, django_assert_num_queries):
    place = place_with_bookings(desks=desks)

    with django_assert_num_queries(9):
        days_of(place, day_ahead(0))
    with django_assert_num_queries(1):
        days_of(place, day_ahead(7))


@pytest.mark.parametrize("count", [1, 3])
def test_many_places_take_nine_queries_then_one(count, django_assert_num_queries):
    places = [place_with_bookings(desks=2) for _number in range(count)]

    with django_assert_num_queries(9):
        days = places_on(places, day_ahead(1))
    with django_assert_num_queries(1):
        places_on(places, day_ahead(2))

    assert [len(days[place.pk].free(morning(day_ahead(1)))) for place in places] == [1] * count


def test_a_new_resource_or_closure_is_seen_at_once():
    desk = ResourceFactory()
    place = Place.objects.get(pk=desk.place_id)
    assert len(plan_of(place).spaces) == 1

    ResourceFactory(place=desk.place)
    ClosureFactory(place=desk.place, period=as_range(day_ahead(2)))
    place = Place.objects.get(pk=desk.place_id)

    assert len(plan_of(place).spaces) == 2
    assert not plan_of(place).open_day(day_ahead(2)).is_open


def test_the_holiday_setting_makes_a_new_plan():
    place = PlaceFactory()
    assert not plan_of(place).hours.observes_public_holidays

    place.observes_public_holidays = True
    place.save()
    place = Place.objects.get(pk=place.pk)

    assert plan_of(place).hours.observes_public_holidays


def test_a_part_is_taken_with_its_whole():
    room = ResourceFactory(meeting_room=True)
    part = ResourceFactory(place=room.place, parent=room)
    book_resource(by=PersonFactory(), resource=part, period=morning(day_ahead(1)))

    day = days_of(room.place, day_ahead(1), 1)[0]

    assert day.free(morning(day_ahead(1))) == []
    assert len(day.free(afternoon(day_ahead(1)))) == 2


def test_a_closed_resource_is_not_free():
    desk = ResourceFactory()
    ClosureFactory(place=desk.place, resource=desk, period=as_range(morning(day_ahead(1))))
    place = Place.objects.get(pk=desk.place_id)

    day = days_of(place, day_ahead(1), 1)[0]

    assert day.free(morning(day_ahead(1))) == []
    assert len(day.free(afternoon(day_ahead(1)))) == 1


def test_offers_leave_out_what_has_passed_and_the_horizon_closes():
    place = PlaceFactory()
    day = day_ahead(1)
    start = morning(day).start

    at_ten = days_of(place, day, 1, now=start + timedelta(minutes=70))[0]
    at_night = days_of(place, day, 1, now=start + timedelta(hours=14))[0]
    too_far = days_of(place, day_ahead(92), 1, now=timezone.now())[0]

    assert at_ten.offers.morning == Interval(start + timedelta(minutes=90), morning(day).end)
    assert (at_night.can_be_booked, too_far.can_be_booked) == (False, False)


def test_a_hold_that_reaches_into_the_day_from_a_booking_of_the_night_before_counts():
    """A hold is as long as its booking and its buffers, which may cross midnight."""
    desk, day = ResourceFactory(), day_ahead(2)
    booking = BookingFactory(
        resource=desk, period=as_range((instant(day, -120), instant(day, -60)))
    )
    buffered = as_range((instant(day, -120), instant(day, -60 + LONGEST_BUFFER_MINUTES)))
    booking.holds.update(period=buffered)

    busy = busy_in_places([desk.place_id], day_interval(day))

    assert [interval.end for interval in busy[desk.pk]] == [instant(day, 180)]
