"""The dates of a series that were changed by themselves: they are otherwise than its rule says."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from bocage.foundation.formatting.times import format_period
from bocage.workspaces.booking_refusals.errors import NoSuchHour
from bocage.workspaces.opening_hours.availability import Interval
from bocage.workspaces.place_plans.plans import plan_of
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.scheduling.operations.holds import without_parts
from bocage.workspaces.scheduling.recurrence import Recurrence


@dataclass(frozen=True, slots=True)
class Deviation:
    """Date with different hours, another space or another place. `words` describe when and where; a
    date in another place does not follow its series, whose spaces are those of one place.
    """

    words: str
    is_elsewhere: bool


def deviations_of(series: BookingSeries, bookings: Iterable[Booking]) -> dict[date, Deviation]:
    """Returns the dates of a series that were changed individually, by their days; one query.

    `bookings` are loaded with their places and their resources.
    """
    rule, plan = Recurrence.of(series), plan_of(series.place)
    spaces = [plan.space(pk) for pk in series.resources.values_list("pk", flat=True)]
    usual = frozenset(without_parts([space for space in spaces if space], plan))
    return {
        booking.occurs_on: _deviation_of(booking, series)
        for booking in bookings
        if booking.occurs_on
        and not _is_as_ruled(booking, _period_on(rule, booking.occurs_on), usual)
    }


def _period_on(rule: Recurrence, day: date) -> Interval | None:
    try:
        return rule.period_on(day)
    except NoSuchHour:
        return None


def _is_as_ruled(booking: Booking, period: Interval | None, resources: Set[UUID]) -> bool:
    held_ids = {hold.resource_id for hold in booking.requested_holds}
    return held_ids == resources and Interval(booking.period.lower, booking.period.upper) == period


def _deviation_of(booking: Booking, series: BookingSeries) -> Deviation:
    is_elsewhere = booking.place_id != series.place_id
    parts = [
        format_period(booking.period.lower, booking.period.upper),
        *(hold.resource.name for hold in booking.requested_holds),
        *([booking.place.name] if is_elsewhere else []),
    ]
    return Deviation(", ".join(parts), is_elsewhere)
