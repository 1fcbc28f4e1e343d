"""The plan of the bookings: pure, so tested on many days without a database."""

from collections import Counter
from datetime import UTC, date, timedelta
from functools import cache
from itertools import combinations

import pytest

from bocage.demo.cast import CAST
from bocage.demo.loading import PLACES
from bocage.demo.neighbours import NEIGHBOURS
from bocage.demo.places.cast_bookings import cast_bookings
from bocage.demo.places.census import BOITRON, DESK
from bocage.demo.places.planning import held_with, opening_hours, plan_bookings
from bocage.workspaces.opening_hours.availability import local_day, open_day

PEOPLE = [neighbour.email for neighbour in NEIGHBOURS]
DAYS = [
    date(2026, 11, 24),  # A Tuesday.
    date(2026, 12, 24),  # The eve of a public holiday.
    date(2027, 1, 2),  # A Saturday.
    date(2027, 3, 27),  # The eve of the change to summer time.
    date(2026, 10, 24),  # The eve of the change to winter time.
]


def plan(today, **details):
    details = {"fixed": cast_bookings(today)} | details
    return plan_bookings(today, places=PLACES, people=PEOPLE, **details)


@cache
def planned(today):
    """Returns the plan of a day, computed once for all tests."""
    return tuple(plan(today))


def test_the_plan_of_a_day_is_always_the_same():
    assert plan(DAYS[0]) == plan(DAYS[0])


def test_the_plans_of_two_days_differ():
    assert plan(DAYS[0], fixed=()) != plan(DAYS[0] + timedelta(days=1), fixed=())


@pytest.mark.parametrize("today", DAYS)
def test_nothing_is_held_twice_at_once_parts_of_rooms_included(today):
    meetings = Counter()
    by_resource: dict[tuple[str, str], list] = {}
    for booking in planned(today):
        by_resource.setdefault((booking.place.slug, booking.resource.name), []).append(booking)
    for place in PLACES:
        for resource in place.resources:
            bookings = by_resource.get((place.slug, resource.name), [])
            rivals = [
                rival
                for name in held_with(place, resource) - {resource.name}
                for rival in by_resource.get((place.slug, name), [])
            ]
            meetings["self"] += sum(a.period.meets(b.period) for a, b in combinations(bookings, 2))
            meetings["parts"] += sum(a.period.meets(b.period) for a in bookings for b in rivals)
    assert meetings == {"self": 0, "parts": 0}


@pytest.mark.parametrize("today", DAYS)
def test_nobody_is_in_two_places_at_once(today):
    by_person: dict[str, list] = {}
    for booking in planned(today):
        by_person.setdefault(booking.person, []).append(booking.period)

    meetings = [
        (person, first, second)
        for person, periods in by_person.items()
        for first, second in combinations(periods, 2)
        if first.meets(second)
    ]

    assert meetings == []


@pytest.mark.parametrize("today", DAYS)
def test_every_booking_lies_in_the_opening_hours_of_its_place(today):
    for booking in planned(today):
        opened = open_day(opening_hours(booking.place), local_day(booking.period.start))
        assert opened.span is not None
        assert opened.span.contains(booking.period)
        assert booking.attendees <= booking.resource.capacity


@pytest.mark.parametrize("today", DAYS)
def test_two_months_around_today_are_filled_and_the_far_ones_less(today):
    days = Counter((local_day(booking.period.start) - today).days for booking in planned(today))

    assert -30 <= min(days) <= -28
    assert 28 <= max(days) <= 30
    assert 700 < days.total() < 1_500
    near = sum(days[offset] for offset in range(1, 8))
    far = sum(days[offset] for offset in range(22, 29))
    assert near > 1.5 * far


def test_tuesdays_are_fuller_than_sundays_and_popular_places_than_quiet_ones():
    bookings = plan(DAYS[0], fixed=())
    weekdays = Counter(local_day(booking.period.start).weekday() for booking in bookings)
    places = Counter(booking.place.slug for booking in bookings)

    assert weekdays[1] > 5 * weekdays[6]
    assert places["espace-wilson"] > 2 * places["salle-de-teletravail-de-gace"]


@pytest.mark.parametrize("offset", range(1, 8))
def test_two_desks_of_boitron_are_always_left_to_whoever_tries_the_demo(offset):
    desks = {
        booking.resource.name
        for booking in plan(DAYS[0])
        if booking.place is BOITRON
        and booking.resource.kind == DESK
        and local_day(booking.period.start) == DAYS[0] + timedelta(days=offset)
    }

    assert desks <= {"Poste 1", "Poste 2", "Poste 3", "Poste 4"}


@pytest.mark.parametrize("today", DAYS)
def test_the_host_of_boitron_sees_somebody_today_and_tomorrow(today):
    counts = Counter(
        (local_day(booking.period.start) - today).days
        for booking in planned(today)
        if booking.place is BOITRON
    )

    assert counts[0] >= 1
    assert counts[1] >= 3


def test_only_the_cast_is_notified_of_its_bookings():
    recipients = {booking.person for booking in plan(DAYS[0]) if booking.sends_mail}

    assert recipients <= {member.email for member in CAST}
    assert len(recipients) == 4


def test_a_later_plan_starts_where_it_is_asked_to():
    since = DAYS[0] + timedelta(days=20)

    later = plan(DAYS[0], fixed=(), since=since)

    assert {local_day(booking.period.start) >= since for booking in later} == {True}
    assert all(booking.period.start.tzinfo is UTC for booking in later)
