"""Weekly hours and hours of one date, and the bookings that they, or public holidays, leave
outside.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.retries import retry_on_conflict
from bocage.foundation.db.row_locks import lock_rows
from bocage.people.models import Person
from bocage.workspaces.booking_refusals.periods import is_open_during
from bocage.workspaces.hosting.errors import HoursLeaveMore
from bocage.workspaces.hosting.operations.closures import end_bookings
from bocage.workspaces.opening_hours.availability import (
    DayRange,
    Interval,
    OpeningHours,
    local_day,
    open_day,
)
from bocage.workspaces.opening_hours.models import OpeningException, OpeningRule
from bocage.workspaces.place_plans.plans import plan_of
from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.querysets import BookingQuerySet
from bocage.workspaces.waitlist.errors import RULES

Ranges = Iterable[tuple[int, int]]
"""Stretches of a day, in minutes of the local clock: (540, 750) is 9:00 to 12:30."""


@dataclass(frozen=True, kw_only=True)
class LeftOutside:
    """Decision of a host on the bookings that new hours leave outside."""

    seen_ids: Collection[UUID]
    """Bookings that the host has seen; others are left undecided."""
    ended: Collection[UUID] = ()
    """Subset of `seen_ids` cancelled with the hours; the others stay unchanged."""
    reason: str = ""


def weekly_hours(hours: OpeningHours, weekly: Mapping[int, Ranges]) -> OpeningHours:
    """Hours with others of the week."""
    return replace(
        hours, weekly={day: tuple(DayRange(*ends) for ends in weekly[day]) for day in weekly}
    )


def hours_of_a_date(hours: OpeningHours, day: date, ranges: Ranges) -> OpeningHours:
    """Returns the hours with those of one date replaced; without a range, by the weekly ones."""
    exceptions = {
        other_day: old_hours
        for other_day, old_hours in hours.exceptions.items()
        if other_day != day
    }
    own_ranges = tuple(DayRange(*ends) for ends in ranges)
    return replace(hours, exceptions={**exceptions, day: own_ranges} if own_ranges else exceptions)


def bookings_outside(
    *, place: Place, hours: OpeningHours, now: datetime | None = None
) -> list[Booking]:
    """Returns the bookings, offers and requests to come that the current hours of a place include
    and that others would leave outside; the first to come first, with the resources of each.
    """
    old_hours = plan_of(place).hours
    if hours == old_hours:
        return []
    coming = _coming(place, now or timezone.now()).with_resources()
    return _left_outside(coming, old_hours=old_hours, hours=hours)


@retry_on_conflict
def set_weekly_hours(
    *,
    by: Person,
    place: Place,
    hours: Mapping[int, Ranges],
    outside: LeftOutside | None = None,
    now: datetime | None = None,
) -> Place:
    """Replaces the weekly hours: weekday (0 is Monday) to its intervals.

    Existing bookings stay, except those that the host cancels with them (`outside`), whose people
    are notified as for a closure.

    Raises:
        NotAllowed: `by` does not run the place.
        HoursInvalid, HoursOverlap: an interval is reversed, or overlaps another of its day.
        HoursLeaveMore: a booking was made since the host looked; nothing is written.
    """
    by.require("workspaces.change_place", place)
    with refusing(RULES):
        old_hours = locked_hours(place)
        OpeningRule.objects.filter(place=place).delete()
        OpeningRule.objects.bulk_create(
            OpeningRule(place=place, weekday=weekday, opens=opens, closes=closes)
            for weekday, ranges in hours.items()
            for opens, closes in ranges
        )
        place.refresh_from_db(fields=["plan_version"])
        if outside is not None:
            resolve_outside(
                outside, by=by, place=place, old_hours=old_hours, now=now or timezone.now()
            )
    return place


@retry_on_conflict
def set_exceptional_hours(
    *,
    by: Person,
    place: Place,
    day: date,
    ranges: Ranges,
    outside: LeftOutside | None = None,
    now: datetime | None = None,
) -> Place:
    """Sets special hours for one date, or removes them (no range: the weekly hours apply again).

    They apply even on a public holiday. A day without opening is a closure. Existing bookings stay,
    except those that the host cancels with them (`outside`).

    Raises:
        NotAllowed: `by` does not run the place.
        HoursInvalid, HoursOverlap: an interval is reversed, or overlaps another.
        HoursLeaveMore: a booking was made since the host looked; nothing is written.
    """
    by.require("workspaces.change_place", place)
    with refusing(RULES):
        old_hours = locked_hours(place)
        OpeningException.objects.filter(place=place, date=day).delete()
        OpeningException.objects.bulk_create(
            OpeningException(place=place, date=day, opens=opens, closes=closes)
            for opens, closes in ranges
        )
        place.refresh_from_db(fields=["plan_version"])
        if outside is not None:
            resolve_outside(
                outside, by=by, place=place, old_hours=old_hours, now=now or timezone.now()
            )
    return place


def resolve_outside(
    outside: LeftOutside, *, by: Person, place: Place, old_hours: OpeningHours, now: datetime
) -> None:
    """Cancels the bookings selected by the host among those that the new hours leave outside."""
    coming = lock_rows(_coming(place, now))
    left_outside = _left_outside(coming, old_hours=old_hours, hours=plan_of(place).hours)
    if any(booking.pk not in outside.seen_ids for booking in left_outside):
        raise HoursLeaveMore
    ended = [booking for booking in left_outside if booking.pk in outside.ended]
    end_bookings(ended, by=by, place=place, reason=outside.reason.strip(), now=now)


def _coming(place: Place, now: datetime) -> BookingQuerySet:
    return (
        Booking.objects.filter(place=place, status__in=Booking.OPEN, period__endswith__gt=now)
        .select_related("place__commune", "booked_for")
        .order_by("period", "pk")
    )


def _left_outside(
    bookings: Iterable[Booking], *, old_hours: OpeningHours, hours: OpeningHours
) -> list[Booking]:
    """Returns the bookings within the old hours and outside the new ones; those already outside are
    ignored.
    """
    return [
        booking
        for booking in bookings
        if _takes_in(old_hours, booking) and not _takes_in(hours, booking)
    ]


def _takes_in(hours: OpeningHours, booking: Booking) -> bool:
    period = Interval(booking.period.lower, booking.period.upper)
    return is_open_during(open_day(hours, local_day(period.start)), period)


def locked_hours(place: Place) -> OpeningHours:
    """Returns the hours as they are, once the bookings in course are written; new ones wait."""
    Place.objects.select_for_update(of=("self",)).only("pk").get(pk=place.pk)
    place.refresh_from_db(fields=["plan_version", "observes_public_holidays"])
    return plan_of(place).hours
