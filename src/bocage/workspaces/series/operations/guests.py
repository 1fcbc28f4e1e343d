"""Changes of the guests of the dates of an existing series."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.retries import retry_on_conflict
from bocage.foundation.db.row_locks import lock_rows
from bocage.people.models import Person
from bocage.workspaces.billing.errors import RULES
from bocage.workspaces.bookings.errors import ChangedMeanwhile, GuestsSettled
from bocage.workspaces.bookings.operations.guests import (
    BRINGING,
    bring_guests,
    check_guests,
    people_coming,
    version_of_dates,
    write_guests,
)
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.series.operations.changes import locked_series


@retry_on_conflict
def change_series_guests(
    *,
    by: Person,
    series: BookingSeries,
    guests: Iterable[str],
    attendees: int | None = None,
    from_day: date | None = None,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> int:
    """Sets the same guests for the dates of a series that are not over, from `from_day` on where it
    is given; returns how many dates. What is past stays as it was.

    The series stays one: guests belong to its dates, and it keeps its own, as a description of the
    whole, unless all that is left of it changes. `attendees` is as in `change_guests`, and
    `expected_version` is what `version_of_dates` returned to the person who writes.

    Raises:
        NotAllowed: `by` neither holds the series nor runs the place.
        GuestsSettled: nothing of it is to come.
        ChangedMeanwhile: a date is not as `expected_version` says any more.
        GuestsInvalid, AttendeesInvalid, TooManyAttendees: what was written makes no sense, or
            does not fit on a date, which is named; nothing is written.
    """
    now = now or timezone.now()
    guest_names = check_guests(guests, attendees)
    with refusing(RULES):
        locked = locked_series(by, series)
        not_over = _not_over(locked, now)
        dates = [booking for booking in not_over if from_day is None or _day(booking) >= from_day]
        if not dates:
            raise GuestsSettled
        is_up_to_date = expected_version in (None, version_of_dates(locked))
        changed = bring_guests(dates, guest_names, attendees)
        if changed and not is_up_to_date:
            raise ChangedMeanwhile
        write_guests(changed)
        if len(dates) == len(not_over):
            _say_of_the_whole(locked, guest_names, attendees)
    return len(dates)


def _not_over(series: BookingSeries, now: datetime) -> list[Booking]:
    """Returns the dates that stand and are not over, locked in the order of their days."""
    bookings = series.bookings.filter(status__in=BRINGING, period__endswith__gt=now)
    return list(lock_rows(bookings).order_by("occurs_on"))


def _day(booking: Booking) -> date:
    """Returns the day that the rule of its series names for it."""
    assert booking.occurs_on is not None  # noqa: S101 - it is a date of a series
    return booking.occurs_on


def _say_of_the_whole(series: BookingSeries, guest_names: list[str], attendees: int | None) -> None:
    coming = people_coming(series, guest_names, attendees)
    if (series.guests, series.attendees) != (guest_names, coming):
        series.guests, series.attendees = guest_names, coming
        series.sequence += 1
        series.save(update_fields=["guests", "attendees", "sequence"])
