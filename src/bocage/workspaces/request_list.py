"""The requests of a place that wait for an answer, rivals side by side; and who waits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from bocage.people.models import Person
from bocage.workspaces.availability import Interval, is_free
from bocage.workspaces.models import Booking, Place, WaitlistEntry
from bocage.workspaces.queries import busy_intervals
from bocage.workspaces.request_notices import asked_by

MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Request:
    """One request as the host reads it."""

    booking: Booking
    who: str
    resource_ids: frozenset[UUID]
    is_taken: bool
    """Something holds what it asks for: it cannot be accepted."""

    @property
    def period(self) -> Interval:
        return Interval(self.booking.period.lower, self.booking.period.upper)

    def rivals(self, other: Request) -> bool:
        """Whether both want a moment of the same resource."""
        return bool(self.resource_ids & other.resource_ids) and self.period.meets(other.period)


@dataclass(slots=True)
class Rivals:
    """Requests of which one at most can be accepted, or nearly: each meets another of them."""

    requests: list[Request] = field(default_factory=list)

    @property
    def are_several(self) -> bool:
        return len(self.requests) > 1


def requests_to_settle(place: Place, now: datetime) -> list[Rivals]:
    """The open requests of a place, the first to come first, in six queries."""
    bookings = (
        Booking.objects.filter(place=place, status=Booking.Status.REQUESTED, lapses_at__gt=now)
        .select_related("booked_for")
        .with_resources()
        .prefetch_related("messages__author")
        .order_by("period", "pk")
    )
    found = list(bookings[:MOST_SHOWN])
    if not found:
        return []
    held = _held_by(found)
    window = Interval(
        min(one.period.lower for one in found), max(one.period.upper for one in found)
    )
    busy = busy_intervals(set[UUID]().union(*held.values()), window)
    requests = [
        Request(
            booking=one,
            who=asked_by(one),
            resource_ids=held[one.pk],
            is_taken=not all(
                is_free(Interval(one.period.lower, one.period.upper), busy.get(pk, ()))
                for pk in held[one.pk]
            ),
        )
        for one in found
    ]
    return _grouped(requests)


def _held_by(bookings: list[Booking]) -> dict[UUID, frozenset[UUID]]:
    """What each booking would hold, parts included; one query."""
    held: dict[UUID, set[UUID]] = {one.pk: set() for one in bookings}
    pairs = Booking.objects.filter(pk__in=held).values_list("pk", "holds__resource")
    for pk, resource_id in pairs.order_by():
        held[pk].add(resource_id)
    return {pk: frozenset(resources) for pk, resources in held.items()}


def _grouped(requests: list[Request]) -> list[Rivals]:
    groups: list[Rivals] = []
    for request in requests:
        meeting = [one for one in groups if any(request.rivals(other) for other in one.requests)]
        if not meeting:
            groups.append(Rivals([request]))
            continue
        first, *others = meeting
        for other in others:
            first.requests += other.requests
            groups.remove(other)
        first.requests.append(request)
    return groups


def waits_of(person: Person) -> QuerySet[WaitlistEntry]:
    """The open entries of somebody, the first to come first, each with its `rank`."""
    mine = WaitlistEntry.objects.filter(person=person, status__in=WaitlistEntry.OPEN)
    return (
        _ranked(mine).select_related("place__commune", "resource", "offer").order_by("period", "pk")
    )


def past_waits_of(person: Person) -> QuerySet[WaitlistEntry]:
    """What became of the other entries of somebody, the latest first."""
    return (
        WaitlistEntry.objects.filter(person=person)
        .exclude(status__in=WaitlistEntry.OPEN)
        .select_related("place__commune", "resource")
        .order_by("-period", "-pk")
    )


def waits_for(place: Place, now: datetime) -> QuerySet[WaitlistEntry]:
    """Who waits for a place, by moment then by rank."""
    return (
        _ranked(
            WaitlistEntry.objects.filter(
                place=place, status__in=WaitlistEntry.OPEN, period__startswith__gt=now
            )
        )
        .select_related("person", "resource", "offer")
        .order_by("period", "created_at", "pk")
    )


def _ranked(entries: QuerySet[WaitlistEntry]) -> QuerySet[WaitlistEntry]:
    """Adds `rank`: 1 for who will be offered first what they wait for."""
    before = (
        WaitlistEntry.objects.filter(
            place=OuterRef("place"),
            kind=OuterRef("kind"),
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
