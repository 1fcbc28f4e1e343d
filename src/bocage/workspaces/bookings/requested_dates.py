"""Dates of a request: the resources that each would hold, whether they are taken, and rivals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from bocage.people.models import Person
from bocage.workspaces.opening_hours.availability import Interval, is_free, local_day
from bocage.workspaces.scheduling.models.bookings import Booking, Hold
from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.scheduling.queries import busy_intervals_on
from bocage.workspaces.scheduling.querysets import BookingQuerySet


@dataclass(slots=True)
class RequestedDate:
    """Single date of a request, with the resources that it would hold, parts and buffers
    included.
    """

    booking: Booking
    holds: tuple[tuple[UUID, Interval], ...]
    is_taken: bool
    """True if an existing hold prevents its acceptance."""
    rivals: int = 0
    """Number of other requests that overlap it."""

    @property
    def day(self) -> date:
        """Returns the day on which its series has it; of a booking alone, the day on which it
        begins.
        """
        return self.booking.occurs_on or local_day(self.booking.period.lower)

    def meets(self, other: RequestedDate) -> bool:
        """Checks whether both dates want the same resource at overlapping times."""
        return any(
            resource_id == other_resource_id and period.meets(also_wanted)
            for resource_id, period in self.holds
            for other_resource_id, also_wanted in other.holds
        )


def shown_name(person: Person) -> str:
    """Returns the name of the requester, for those who decide; empty if they hide it from hosts."""
    return person.name if person.shows_name_to_hosts else ""


def bookings_of(request: Booking | BookingSeries) -> BookingQuerySet:
    """Returns the requested booking, or all the dates of the series."""
    if isinstance(request, BookingSeries):
        return request.bookings.all()
    return Booking.objects.filter(pk=request.pk)


def dates_to_decide(request: Booking | BookingSeries, now: datetime) -> list[RequestedDate]:
    """Returns the dates of a request that wait for an answer, in their order, each with whether it
    is taken and wanted by others; four queries.
    """
    bookings = waiting_requests(bookings_of(request), now)
    dates = read_requested_dates(bookings.with_resources().order_by("period", "pk"))
    rivals = Booking.objects.rivals_of(*(date_.booking for date_ in dates))
    rival_dates = read_requested_dates(rivals.order_by("period", "pk")) if dates else []
    for requested in dates:
        requested.rivals = sum(requested.meets(rival) for rival in rival_dates)
    return dates


def waiting_requests(bookings: BookingQuerySet, now: datetime) -> BookingQuerySet:
    return bookings.filter(
        status=Booking.Status.REQUESTED, lapses_at__gt=now, period__startswith__gt=now
    )


def read_requested_dates(bookings: BookingQuerySet) -> list[RequestedDate]:
    """Reads requested dates with the resources of each and whether they are already taken; two
    queries besides that of the bookings.
    """
    requests = list(bookings)
    holds_by_booking: dict[UUID, list[tuple[UUID, Interval]]] = {
        booking.pk: [] for booking in requests
    }
    rows = Hold.objects.filter(booking__in=requests).values_list("booking", "resource", "period")
    for pk, resource_id, period in rows.order_by():
        holds_by_booking[pk].append((resource_id, Interval(period.lower, period.upper)))
    all_holds = [hold for holds in holds_by_booking.values() for hold in holds]
    busy = busy_intervals_on(
        {local_day(end) for _resource, period in all_holds for end in period},
        {resource_id for resource_id, _period in all_holds},
    )
    return [
        RequestedDate(
            booking=booking,
            holds=tuple(holds_by_booking[booking.pk]),
            is_taken=not all(
                is_free(period, busy.get(pk, ())) for pk, period in holds_by_booking[booking.pk]
            ),
        )
        for booking in requests
    ]
