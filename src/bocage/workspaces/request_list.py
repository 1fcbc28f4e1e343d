"""The requests of a place that wait for an answer, rivals side by side; and who waits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.text import capfirst

from bocage.foundation.formatting.spoken_time import spoken_period
from bocage.people.models import Person
from bocage.workspaces.availability import Interval, is_free, local_day
from bocage.workspaces.models.bookings import Booking, BookingMessage, Hold
from bocage.workspaces.models.places import Place
from bocage.workspaces.models.series import BookingSeries
from bocage.workspaces.models.waiting import WaitedSpace, WaitlistEntry
from bocage.workspaces.queries import busy_intervals_on
from bocage.workspaces.querysets import BookingQuerySet
from bocage.workspaces.recurrence import Recurrence
from bocage.workspaces.series_words import spoken_clock, spoken_rhythm, spoken_span

MOST_SHOWN = 100


@dataclass(slots=True)
class AskedDate:
    """One date of a request, with what it would hold: parts and buffers included."""

    booking: Booking
    holds: tuple[tuple[UUID, Interval], ...]
    is_taken: bool
    """Something holds what it asks for: it cannot be accepted."""
    rivals: int = 0
    """How many other requests want a moment of it."""

    @property
    def day(self) -> date:
        """The day on which its series has it; of a booking alone, the day on which it begins."""
        return self.booking.occurs_on or local_day(self.booking.period.lower)

    def meets(self, other: AskedDate) -> bool:
        """Whether both want a moment of the same resource."""
        return any(
            mine == theirs and wanted.meets(also_wanted)
            for mine, wanted in self.holds
            for theirs, also_wanted in other.holds
        )


@dataclass(slots=True)
class Request:
    """What a host answers at once: a booking, or all the dates of a series."""

    dates: list[AskedDate]

    @property
    def booking(self) -> Booking:
        """The booking that is asked for; of a series, its first date."""
        return self.dates[0].booking

    @property
    def series(self) -> BookingSeries | None:
        return self.booking.series

    @property
    def who(self) -> str:
        return asked_by(self.booking.holder)

    @property
    def is_taken(self) -> bool:
        """Nothing of it can be accepted."""
        return all(asked.is_taken for asked in self.dates)

    @property
    def free(self) -> int:
        return sum(not asked.is_taken for asked in self.dates)

    @property
    def about(self) -> Booking | BookingSeries:
        """The series, or the booking alone: what has its address, its words and its guests."""
        return self.series or self.booking

    @property
    def words(self) -> str:
        """« mardi 1er décembre, 9 h – 12 h »; « chaque mardi, 9 h – 12 h », of a series."""
        if self.series is None:
            return spoken_period(self.booking.period.lower, self.booking.period.upper)
        rule = Recurrence.of(self.series)
        return f"{spoken_rhythm(rule)}, {spoken_clock(rule)}"

    @property
    def span(self) -> str:
        """« Du mardi 1er décembre au mardi 23 février 2027 », of a series."""
        if self.series is None:
            return ""
        return capfirst(spoken_span([asked.day for asked in self.dates]))

    @property
    def conversation(self) -> list[BookingMessage]:
        return list(self.about.messages.all())


@dataclass(slots=True)
class Rivals:
    """Requests of which one at most can be accepted, or nearly: each meets another of them."""

    requests: list[Request] = field(default_factory=list)

    @property
    def are_several(self) -> bool:
        return len(self.requests) > 1


def requests_to_settle(place: Place, now: datetime) -> list[Rivals]:
    """The open requests of a place, the first to come first; a series is one of them, and has
    all its dates. Ten queries at most."""
    waiting = _waiting(Booking.objects.filter(place=place), now).annotate(
        request=Coalesce("series", "pk")
    )
    first_to_come = (
        waiting.order_by()
        .values("request")
        .annotate(first=Min("period__startswith"))
        .order_by("first")
    )
    keys = [row["request"] for row in first_to_come[:MOST_SHOWN]]
    bookings = waiting.filter(request__in=keys) if keys else waiting.none()
    dates = _asked_dates(
        bookings.select_related("booked_for", "series")
        .with_resources()
        .prefetch_related("messages__author", "series__messages__author")
        .order_by("period", "pk")
    )
    by_request: dict[UUID, Request] = {}
    for asked in dates:
        key = asked.booking.series_id or asked.booking.pk
        by_request.setdefault(key, Request([])).dates.append(asked)
    return _grouped(list(by_request.values()))


def asked_by(person: Person) -> str:
    """How the asker is called, to whoever decides; nothing where they keep it to themselves."""
    return person.name if person.shows_name_to_hosts else ""


def bookings_of(request: Booking | BookingSeries) -> BookingQuerySet:
    """The booking that is asked for, or all the dates of the series."""
    if isinstance(request, BookingSeries):
        return request.bookings.all()
    return Booking.objects.filter(pk=request.pk)


def dates_to_settle(request: Booking | BookingSeries, now: datetime) -> list[AskedDate]:
    """The dates of a request that wait for an answer, in their order, each with whether it is
    taken and wanted by others; four queries."""
    bookings = _waiting(bookings_of(request), now)
    dates = _asked_dates(bookings.with_resources().order_by("period", "pk"))
    rivals = Booking.objects.rivals_of(*(asked.booking for asked in dates))
    others = _asked_dates(rivals.order_by("period", "pk")) if dates else []
    for asked in dates:
        asked.rivals = sum(asked.meets(other) for other in others)
    return dates


def _waiting(bookings: BookingQuerySet, now: datetime) -> BookingQuerySet:
    return bookings.filter(
        status=Booking.Status.REQUESTED, lapses_at__gt=now, period__startswith__gt=now
    )


def _asked_dates(bookings: BookingQuerySet) -> list[AskedDate]:
    """Each with what it would hold and whether it may; two queries more."""
    found = list(bookings)
    held: dict[UUID, list[tuple[UUID, Interval]]] = {one.pk: [] for one in found}
    rows = Hold.objects.filter(booking__in=found).values_list("booking", "resource", "period")
    for pk, resource_id, period in rows.order_by():
        held[pk].append((resource_id, Interval(period.lower, period.upper)))
    all_holds = [hold for holds in held.values() for hold in holds]
    busy = busy_intervals_on(
        {local_day(end) for _resource, period in all_holds for end in period},
        {resource_id for resource_id, _period in all_holds},
    )
    return [
        AskedDate(
            booking=one,
            holds=tuple(held[one.pk]),
            is_taken=not all(is_free(period, busy.get(pk, ())) for pk, period in held[one.pk]),
        )
        for one in found
    ]


def _grouped(requests: list[Request]) -> list[Rivals]:
    """Rivals together, in the order in which the first of them comes."""
    group_of = {id(request): Rivals([request]) for request in requests}
    for mine, theirs in _meeting(requests):
        kept, gone = group_of[id(mine)], group_of[id(theirs)]
        if kept is not gone:
            kept.requests += gone.requests
            group_of.update({id(request): kept for request in gone.requests})
    order = {id(request): number for number, request in enumerate(requests)}
    groups = list({id(group): group for group in group_of.values()}.values())
    for group in groups:
        group.requests.sort(key=lambda request: order[id(request)])
    return groups


def _meeting(requests: list[Request]) -> Iterator[tuple[Request, Request]]:
    """The pairs of requests of which a date meets; each date counts its rivals. Only the dates of
    the same resources on the same day are compared."""
    near: dict[tuple[UUID, date], list[tuple[Request, AskedDate]]] = defaultdict(list)
    for request in requests:
        for asked in request.dates:
            seen: dict[int, Request] = {}
            days = {(pk, local_day(period.start)) for pk, period in asked.holds}
            for key in days:
                for other, its_date in near[key]:
                    if other is not request and id(its_date) not in seen and asked.meets(its_date):
                        seen[id(its_date)] = other
                        its_date.rivals += 1
                near[key].append((request, asked))
            asked.rivals += len(seen)
            yield from ((other, request) for other in seen.values())


def waits_of(person: Person) -> QuerySet[WaitlistEntry]:
    """The open entries of somebody, the first to come first, each with its `rank`."""
    mine = WaitlistEntry.objects.filter(person=person, status__in=WaitlistEntry.OPEN)
    return (
        _ranked(mine)
        .select_related("place__commune", "offer")
        .prefetch_related("resources")
        .order_by("period", "pk")
    )


def past_waits_of(person: Person) -> QuerySet[WaitlistEntry]:
    """What became of the other entries of somebody, the latest first."""
    return (
        WaitlistEntry.objects.filter(person=person)
        .exclude(status__in=WaitlistEntry.OPEN)
        .select_related("place__commune")
        .order_by("-period", "-pk")
    )


def waits_for(place: Place, now: datetime) -> QuerySet[WaitlistEntry]:
    """Who waits for a place, by moment then by rank."""
    return (
        _ranked(
            WaitlistEntry.objects.filter(
                place=place, status__in=WaitlistEntry.OPEN, period__endswith__gt=now
            )
        )
        .select_related("person", "offer")
        .prefetch_related("resources")
        .order_by("period", "created_at", "pk")
    )


def _ranked(entries: QuerySet[WaitlistEntry]) -> QuerySet[WaitlistEntry]:
    """Adds `rank`: 1 for who will be offered first what they wait for. Before somebody are those
    who wait for one of the same spaces, or for any of a kind that these are of."""
    mine = WaitedSpace.objects.filter(entry=OuterRef(OuterRef("pk")))
    theirs = WaitedSpace.objects.filter(entry=OuterRef("pk"))
    same_space = Q(Exists(theirs.filter(resource__waits__entry=OuterRef(OuterRef("pk")))))
    any_of_mine = Q(is_for_any=True) & (
        Q(kind=OuterRef("kind")) | Q(kind__in=mine.values("resource__kind"))
    )
    one_of_my_kind = Q(
        Exists(theirs.filter(resource__kind=OuterRef(OuterRef("kind")))),
        Exists(WaitlistEntry.objects.filter(pk=OuterRef(OuterRef("pk")), is_for_any=True)),
    )
    before = (
        WaitlistEntry.objects.filter(
            same_space | any_of_mine | one_of_my_kind,
            place=OuterRef("place"),
            period__overlap=OuterRef("period"),
            status__in=WaitlistEntry.OPEN,
            created_at__lt=OuterRef("created_at"),
        )
        .order_by()
        .values("place")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return entries.annotate(rank=Coalesce(Subquery(before), 0) + 1)
