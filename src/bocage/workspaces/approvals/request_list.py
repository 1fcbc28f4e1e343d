"""The requests of a place that wait for an answer, rivals side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Min
from django.db.models.functions import Coalesce
from django.utils.text import capfirst

from bocage.foundation.formatting.times import format_period
from bocage.workspaces.bookings.requested_dates import (
    RequestedDate,
    read_requested_dates,
    shown_name,
    waiting_requests,
)
from bocage.workspaces.opening_hours.availability import local_day
from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.formatting import format_clock, format_rhythm, format_span
from bocage.workspaces.scheduling.models.bookings import Booking, BookingMessage
from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.scheduling.recurrence import Recurrence

MAX_SHOWN = 100


@dataclass(slots=True)
class Request:
    """Request that a host answers in one go: a single booking, or all the dates of a series."""

    dates: list[RequestedDate]

    @property
    def booking(self) -> Booking:
        """Requested booking; for a series, its first date."""
        return self.dates[0].booking

    @property
    def series(self) -> BookingSeries | None:
        return self.booking.series

    @property
    def requester_name(self) -> str:
        return shown_name(self.booking.holder)

    @property
    def is_taken(self) -> bool:
        """True if every date of the request is taken, so that none can be accepted."""
        return all(date_.is_taken for date_ in self.dates)

    @property
    def free(self) -> int:
        return sum(not date_.is_taken for date_ in self.dates)

    @property
    def about(self) -> Booking | BookingSeries:
        """Returns the series, or the single booking: the object with the address, the texts and the
        guests.
        """
        return self.series or self.booking

    @property
    def words(self) -> str:
        """Returns « mardi 1er décembre, 9 h – 12 h »; « chaque mardi, 9 h – 12 h », of a series."""
        if self.series is None:
            return format_period(self.booking.period.lower, self.booking.period.upper)
        rule = Recurrence.of(self.series)
        return f"{format_rhythm(rule)}, {format_clock(rule)}"

    @property
    def span(self) -> str:
        """Span of the dates of a series, such as « Du mardi 1er décembre au mardi 23 février 2027
        ».
        """
        if self.series is None:
            return ""
        return capfirst(format_span([date_.day for date_ in self.dates]))

    @property
    def conversation(self) -> list[BookingMessage]:
        return list(self.about.messages.all())


@dataclass(slots=True)
class Rivals:
    """Group of competing requests, each of which overlaps another of the group."""

    requests: list[Request] = field(default_factory=list)

    @property
    def are_several(self) -> bool:
        return len(self.requests) > 1


def requests_to_decide(place: Place, now: datetime) -> list[Rivals]:
    """Returns the open requests of a place, the first to come first; a series is one of them, and
    has all its dates. Ten queries at most.
    """
    waiting = waiting_requests(Booking.objects.filter(place=place), now).annotate(
        request=Coalesce("series", "pk")
    )
    first_to_come = (
        waiting.order_by()
        .values("request")
        .annotate(first=Min("period__startswith"))
        .order_by("first")
    )
    keys = [row["request"] for row in first_to_come[:MAX_SHOWN]]
    bookings = waiting.filter(request__in=keys) if keys else waiting.none()
    dates = read_requested_dates(
        bookings.select_related("booked_for", "series")
        .with_resources()
        .prefetch_related("messages__author", "series__messages__author")
        .order_by("period", "pk")
    )
    by_request: dict[UUID, Request] = {}
    for date_ in dates:
        key = date_.booking.series_id or date_.booking.pk
        by_request.setdefault(key, Request([])).dates.append(date_)
    return _grouped(list(by_request.values()))


def _grouped(requests: list[Request]) -> list[Rivals]:
    """Returns groups of competing requests, ordered by their first request."""
    group_of = {id(request): Rivals([request]) for request in requests}
    for first, second in _meeting(requests):
        merged, absorbed = group_of[id(first)], group_of[id(second)]
        if merged is not absorbed:
            merged.requests += absorbed.requests
            group_of.update({id(request): merged for request in absorbed.requests})
    order = {id(request): number for number, request in enumerate(requests)}
    groups = list({id(group): group for group in group_of.values()}.values())
    for group in groups:
        group.requests.sort(key=lambda request: order[id(request)])
    return groups


def _meeting(requests: list[Request]) -> Iterator[tuple[Request, Request]]:
    """Yields the pairs of requests with overlapping dates; each date counts its rivals. Only dates
    of the same resources on the same day are compared.
    """
    near: dict[tuple[UUID, date], list[tuple[Request, RequestedDate]]] = defaultdict(list)
    for request in requests:
        for date_ in request.dates:
            rivals: dict[int, Request] = {}
            days = {(pk, local_day(period.start)) for pk, period in date_.holds}
            for key in days:
                for rival, its_date in near[key]:
                    if (
                        rival is not request
                        and id(its_date) not in rivals
                        and date_.meets(its_date)
                    ):
                        rivals[id(its_date)] = rival
                        its_date.rivals += 1
                near[key].append((request, date_))
            date_.rivals += len(rivals)
            yield from ((competitor, request) for competitor in rivals.values())
