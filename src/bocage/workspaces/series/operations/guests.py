"""Changes of the guests of the dates of an existing series."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.retries import retry_on_conflict
from bocage.foundation.db.row_locks import lock_rows
from bocage.people.models import Person
from bocage.workspaces.billing.errors import RULES
from bocage.workspaces.bookings.errors import ChangedMeanwhile, GuestsNotChangeable
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
    """Sets the same guests for the dates of a series that are not over, from `from_day` on if
    given; returns how many dates. Past dates stay.

    Guests belong to the dates of the series, which is not divided. Its own guests, a default for
    the whole, only change if all its remaining dates do. `attendees` is as in `change_guests`, and
    `expected_version` is the value of `version_of_dates` seen by the editor.

    Raises:
        NotAllowed: `by` neither holds the series nor runs the place.
        GuestsNotChangeable: no date is to come.
        ChangedMeanwhile: the version of a date is not `expected_version`.
        GuestsInvalid, AttendeesInvalid, TooManyAttendees: the values are invalid, or do not fit
            on a date, which is named; nothing is written.
    """
    now = now or timezone.now()
    guest_names = check_guests(guests, attendees)
    with refusing(RULES):
        locked = locked_series(by, series)
        not_over = _not_over(locked, now)
        dates = [booking for booking in not_over if from_day is None or _day(booking) >= from_day]
        if not dates:
            raise GuestsNotChangeable
        is_up_to_date = expected_version in (None, version_of_dates(locked))
        changed = bring_guests(dates, guest_names, attendees)
        if changed and not is_up_to_date:
            raise ChangedMeanwhile
        write_guests(changed)
        if len(dates) == len(not_over):
            _set_series_guests(locked, guest_names, attendees)
    return len(dates)


def _not_over(series: BookingSeries, now: datetime) -> list[Booking]:
    """Returns the active dates that are not over, locked in chronological order."""
    bookings = series.bookings.filter(status__in=BRINGING, period__endswith__gt=now)
    return list(lock_rows(bookings).order_by("occurs_on"))


def _day(booking: Booking) -> date:
    """Returns the day that the rule of its series names for it."""
    assert booking.occurs_on is not None  # noqa: S101 - it is a date of a series
    return booking.occurs_on


def _set_series_guests(
    series: BookingSeries, guest_names: list[str], attendees: int | None
) -> None:
    coming = people_coming(series, guest_names, attendees)
    if (series.guests, series.attendees) != (guest_names, coming):
        series.guests, series.attendees = guest_names, coming
        series.sequence += 1
        series.save(update_fields=["guests", "attendees", "sequence"])
