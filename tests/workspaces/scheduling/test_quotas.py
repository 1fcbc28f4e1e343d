"""Fair use: the hours of a person in a week or a month, of a place or of one resource."""

from datetime import timedelta

import pytest

from bocage.workspaces.booking_refusals.errors import QuotaReached
from bocage.workspaces.bookings.operations.bookings import book_any, book_resource
from bocage.workspaces.bookings.operations.cancellations import cancel_booking, restore_booking
from bocage.workspaces.bookings.operations.moves import move_booking
from bocage.workspaces.models import Booking
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    as_range,
    day_ahead,
    hours,
)

pytestmark = pytest.mark.django_db

NINE, TEN, ELEVEN, NOON = 540, 600, 660, 720

QUOTAS = [("hours_per_week", 7), ("hours_per_month", 31)]


def monday():
    """A Monday whose week lies within one month, within the horizon of the places of tests."""
    day = day_ahead(7)
    while day.weekday() != 0 or day.day > 20:
        day += timedelta(days=1)
    return day


@pytest.mark.parametrize("level", ["inherited", "its own"])
@pytest.mark.parametrize(("rule", "next_window"), QUOTAS)
def test_a_quota_counts_the_hours_of_a_person(rule, next_window, level):
    rules = {rule: 4}
    place = PlaceFactory(rules={"horizon_days": 90, **(rules if level == "inherited" else {})})
    desk = ResourceFactory(place=place, rules=rules if level == "its own" else None)
    person, day = PersonFactory(), monday()

    book_resource(by=person, resource=desk, period=hours(day, NINE, NOON))
    with pytest.raises(QuotaReached) as refusal:
        book_resource(by=person, resource=desk, period=hours(day + timedelta(days=1), NINE, ELEVEN))
    assert "1 h" in str(refusal.value.sentence)
    last = book_resource(by=person, resource=desk, period=hours(day + timedelta(days=2), NINE, TEN))
    with pytest.raises(QuotaReached):
        book_any(by=person, place=place, period=hours(day + timedelta(days=3), NINE, NINE + 30))

    book_resource(by=PersonFactory(), resource=desk, period=hours(day, NOON, NOON + 30))
    book_resource(
        by=person, resource=desk, period=hours(day + timedelta(days=next_window), NINE, TEN)
    )
    cancel_booking(by=person, booking=last)
    new_booking = book_resource(
        by=person, resource=desk, period=hours(day + timedelta(days=3), NINE, TEN)
    )
    with pytest.raises(QuotaReached):
        restore_booking(by=person, booking=last)
    with pytest.raises(QuotaReached):
        move_booking(
            by=person, booking=new_booking, period=hours(day + timedelta(days=3), NINE, ELEVEN)
        )
    shorter_period = hours(day + timedelta(days=3), NINE, NINE + 30)
    assert move_booking(by=person, booking=new_booking, period=shorter_period).period == as_range(
        shorter_period
    )


def test_the_quota_of_a_room_counts_that_room_alone():
    place = PlaceFactory(rules={"hours_per_week": 2})
    desk = ResourceFactory(place=place)
    room = ResourceFactory(place=place, rules={"hours_per_week": 3})
    person, day = PersonFactory(), monday()

    book_resource(by=person, resource=room, period=hours(day, NINE, NOON))
    book_resource(by=person, resource=desk, period=hours(day, NINE, ELEVEN))

    with pytest.raises(QuotaReached):
        book_resource(by=person, resource=desk, period=hours(day, ELEVEN, NOON))


def test_three_desks_for_an_hour_are_three_hours():
    from bocage.workspaces.bookings.operations.bookings import book_resources

    place = PlaceFactory(rules={"hours_per_week": 2})
    desks = [ResourceFactory(place=place).pk for _number in range(3)]

    with pytest.raises(QuotaReached):
        book_resources(
            by=PersonFactory(),
            place=place,
            resources=desks,
            attendees=3,
            period=hours(monday(), NINE, TEN),
        )


def test_a_request_counts_and_the_host_is_not_counted():
    place = PlaceFactory(rules={"hours_per_week": 1, "needs_approval": True})
    desk = ResourceFactory(place=place)
    person, host, day = PersonFactory(), HostFactory(of=place), monday()

    book_resource(by=person, resource=desk, period=hours(day, NINE, TEN))
    with pytest.raises(QuotaReached):
        book_resource(by=person, resource=desk, period=hours(day, TEN, ELEVEN))

    booked = book_resource(by=host, booked_for=person, resource=desk, period=hours(day, TEN, NOON))
    assert booked.status == Booking.Status.CONFIRMED


def test_a_double_click_at_the_quota_is_one_booking():
    desk = ResourceFactory(rules={"hours_per_week": 1})
    details = {"by": PersonFactory(), "idempotency_key": "le-meme-clic"}
    period = hours(monday(), NINE, TEN)

    assert book_resource(resource=desk, period=period, **details) == book_resource(
        resource=desk, period=period, **details
    )
