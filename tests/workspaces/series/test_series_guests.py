"""Guests of the dates of a series: one date, some, or all future ones."""

from datetime import UTC, datetime

import pytest
import recurring_ical_events
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from bocage.foundation.errors import NotAllowed
from bocage.workspaces.bookings.errors import (
    ChangedMeanwhile,
    GuestsNotChangeable,
    TooManyAttendees,
)
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.bookings.operations.guests import change_guests, version_of_dates
from bocage.workspaces.bookings.operations.moves import move_booking
from bocage.workspaces.models import Booking, Place
from bocage.workspaces.series.operations.changes import cancel_series
from bocage.workspaces.series.operations.guests import change_series_guests
from bocage.workspaces.series.operations.moves import change_series
from bocage.workspaces.series.operations.series import ChosenDate, book_series
from tests.people.factories import PersonFactory
from tests.workspaces.bookings.test_races import outcomes, race
from tests.workspaces.factories import HostFactory, PlaceFactory, ResourceFactory, hours
from tests.workspaces.series.test_series import (
    NINE,
    NOON,
    book,
    calendar_now,
    day,
    hours_of,
    weekly,
)

pytestmark = pytest.mark.django_db

ADA = ["Ada Morel"]


@pytest.fixture
def room():
    return ResourceFactory(place=PlaceFactory(boitron=True), meeting_room=True)


@pytest.fixture
def person():
    return PersonFactory(name="Jeanne Roussel")


@pytest.fixture
def series(room, person):
    return book(room, by=person, guests=ADA)


def dates(series):
    bookings = Booking.objects.filter(series=series).order_by("occurs_on")
    return [(booking.guests, booking.attendees) for booking in bookings]


def guests_of_series(series):
    series.refresh_from_db()
    return series.guests, series.attendees


def people_in_calendar(series):
    """Returns the number of people on each date, as a calendar program reads the event of the
    series.
    """
    events = recurring_ical_events.of(Calendar.from_ical(calendar_now(series))).between(
        datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)
    )
    in_order = sorted(events, key=lambda event: event["DTSTART"].dt)
    return [str(event.get("DESCRIPTION", "")) for event in in_order]


def test_all_the_dates_to_come_bring_others(series, person):
    count = change_series_guests(by=person, series=series, guests=["Béla Kun", "Zoé Lenoir"])

    assert count == 4
    assert dates(series) == [(["Béla Kun", "Zoé Lenoir"], 3)] * 4
    assert guests_of_series(series) == (["Béla Kun", "Zoé Lenoir"], 3)
    assert people_in_calendar(series) == ["3 personnes"] * 4


def test_from_a_date_on_the_earlier_ones_stay_and_the_series_stays_one(series, person):
    before = series.sequence

    count = change_series_guests(
        by=person, series=series, guests=[*ADA, "Béla Kun"], from_day=day(2)
    )

    assert count == 2
    assert dates(series) == [(ADA, 2)] * 2 + [([*ADA, "Béla Kun"], 3)] * 2
    assert guests_of_series(series) == (ADA, 2)
    assert series.sequence == before
    assert people_in_calendar(series) == ["2 personnes"] * 2 + ["3 personnes"] * 2


def test_one_date_alone_brings_others(series, person):
    change_guests(by=person, booking=series.bookings.get(occurs_on=day(1)), guests=[])

    assert dates(series) == [(ADA, 2), ([], 1), (ADA, 2), (ADA, 2)]
    assert people_in_calendar(series) == ["2 personnes", "", "2 personnes", "2 personnes"]


def test_what_is_past_or_cancelled_stays_as_it_was(series, person):
    cancel_booking(by=person, booking=series.bookings.get(occurs_on=day(3)))

    count = change_series_guests(by=person, series=series, guests=[], now=hours_of(0).end)

    assert count == 2
    assert dates(series) == [(ADA, 2), ([], 1), ([], 1), (ADA, 2)]
    assert guests_of_series(series) == ([], 1)
    assert people_in_calendar(series) == ["2 personnes", "", ""]


def test_a_date_under_way_is_one_of_those_to_come(series, person):
    assert change_series_guests(by=person, series=series, guests=[], now=hours_of(0).start) == 4


def test_nothing_is_left_to_change(series, person):
    with pytest.raises(GuestsNotChangeable):
        change_series_guests(by=person, series=series, guests=[], now=hours_of(3).end)
    cancel_series(by=person, series=series)
    with pytest.raises(GuestsNotChangeable):
        change_series_guests(by=person, series=series, guests=[])


def test_the_date_on_which_they_do_not_fit_is_named_and_none_changes(room, person):
    alcove = ResourceFactory(place=room.place, name="Alcôve", capacity=2)
    place = Place.objects.get(pk=room.place_id)
    chosen_dates = [
        ChosenDate(day=day(0)),
        ChosenDate(day=day(1), resource_id=alcove.pk, period=hours_of(1), place=place),
    ]
    series = book_series(
        by=person,
        place=place,
        resources=[room.pk],
        recurrence=weekly(2),
        dates=chosen_dates,
        guests=ADA,
    )

    with pytest.raises(TooManyAttendees, match="Alcôve compte 2 places au plus"):
        change_series_guests(by=person, series=series, guests=["Ada", "Béla"])

    assert dates(series) == [(ADA, 2)] * 2


def test_the_host_may_and_a_stranger_may_not(series):
    change_series_guests(by=HostFactory(of=series.place), series=series, guests=[])
    with pytest.raises(NotAllowed):
        change_series_guests(by=PersonFactory(), series=series, guests=ADA)

    assert guests_of_series(series) == ([], 1)


def test_who_has_not_seen_what_became_of_a_date_does_not_write_over_it(series, person):
    version = version_of_dates(series)
    change_guests(by=person, booking=series.bookings.get(occurs_on=day(1)), guests=["Béla"])

    with pytest.raises(ChangedMeanwhile):
        change_series_guests(by=person, series=series, guests=[], expected_version=version)
    new_version = version_of_dates(series)
    change_series_guests(by=person, series=series, guests=[], expected_version=new_version)
    change_series_guests(by=person, series=series, guests=[], expected_version=new_version)

    assert dates(series) == [([], 1)] * 4


@pytest.mark.django_db(transaction=True)
def test_a_date_and_its_series_are_written_at_once(series, person):
    version, host = version_of_dates(series), HostFactory(of=series.place)
    booking = series.bookings.get(occurs_on=day(1))

    results = race(
        lambda: change_series_guests(by=person, series=series, guests=[], expected_version=version),
        lambda: change_guests(by=host, booking=booking, guests=["Béla"], expected_sequence=0),
    )

    assert outcomes(results)["ChangedMeanwhile"] == 1
    assert dates(series) in ([([], 1)] * 4, [(ADA, 2), (["Béla"], 2), (ADA, 2), (ADA, 2)])


def test_a_series_that_waits_for_an_answer_may_bring_others(room, person):
    room = ResourceFactory(
        place=room.place, meeting_room=True, name="Salle du conseil", rules={"needs_approval": True}
    )
    series = book(room, by=person, guests=ADA)

    change_series_guests(by=person, series=series, guests=["Béla"], from_day=day(1))

    assert dates(series) == [(ADA, 2)] + [(["Béla"], 2)] * 3
    assert {booking.status for booking in series.bookings.all()} == {Booking.Status.REQUESTED}


def test_a_change_of_hours_keeps_whom_each_date_brings_and_seats_them_all(series, person, room):
    change_series_guests(by=person, series=series, guests=[*ADA, "Béla"], from_day=day(2))
    small_room = ResourceFactory(place=room.place, capacity=2)
    change = {"by": person, "series": series, "starts": NINE, "ends": NOON - 60}

    with pytest.raises(TooManyAttendees):
        change_series(**change, resources=[small_room.pk])
    following = change_series(**change, resources=[room.pk], from_day=day(2))

    assert guests_of_series(following) == ([*ADA, "Béla"], 3)
    assert dates(following) == [([*ADA, "Béla"], 3)] * 2


def test_a_date_moved_keeps_whom_it_brings(series, person):
    booking = series.bookings.get(occurs_on=day(1))
    change_guests(by=person, booking=booking, guests=["Béla", "Zoé"])

    updated = move_booking(by=person, booking=booking, period=hours(day(1), NINE, NOON - 60))

    assert (updated.guests, updated.attendees) == (["Béla", "Zoé"], 3)


def test_a_long_series_takes_as_many_statements_as_a_short_one():
    def statements_of(count):
        place = PlaceFactory(rules={"horizon_days": 730})
        room = ResourceFactory(place=place, meeting_room=True)
        series = book(room, recurrence=weekly(count))
        with CaptureQueriesContext(connection) as captured:
            change_series_guests(by=series.booked_for, series=series, guests=ADA)
        return len(captured)

    assert statements_of(3) == statements_of(30)
