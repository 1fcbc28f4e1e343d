"""Booking: named resources, or any that is free. Taking one back is in `cancellations`."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.workspaces import alternatives, notifications
from bocage.workspaces.availability import Interval
from bocage.workspaces.errors import (
    AttendeesInvalid,
    PlaceNotOpen,
    ResourceUnknown,
    Taken,
    TooManyAttendees,
    rule_of,
)
from bocage.workspaces.events import BookingConfirmed
from bocage.workspaces.models import Booking, Place, Resource, ResourceKind
from bocage.workspaces.operations.charges import charge_booking
from bocage.workspaces.operations.holds import take_resources, without_parts
from bocage.workspaces.operations.transactions import one_transaction, tried_again
from bocage.workspaces.periods import as_interval, check_period
from bocage.workspaces.plans import PlacePlan, Space, plan_of
from bocage.workspaces.queries import busy_intervals, senders_of_what_holds

PURPOSE_LENGTH = 300
KEY_LENGTH = 64


@dataclass(frozen=True, kw_only=True)
class _Wish:
    """What somebody wants to book, once it is known to be well formed and allowed."""

    by: Person
    booked_for: Person
    place: Place
    plan: PlacePlan
    period: Interval
    attendees: int
    purpose: str
    idempotency_key: str
    now: datetime


def book_resource(*, by: Person, resource: Resource, period: Any, **details: Any) -> Booking:
    """Books one resource; see `book_resources`."""
    return book_resources(
        by=by, place=resource.place, resources=[resource.pk], period=period, **details
    )


@tried_again
def book_resources(
    *,
    by: Person,
    place: Place,
    resources: Iterable[UUID],
    period: Any,
    attendees: int = 1,
    purpose: str = "",
    booked_for: Person | None = None,
    idempotency_key: str = "",
    now: datetime | None = None,
) -> Booking:
    """Books one or several resources of a place, by their identifiers, in one booking.

    `period` is a range `[start, end)` of aware instants. Sent twice with the same
    `idempotency_key` by the same person, it returns the booking of the first time. `now`
    defaults to the clock.

    Raises:
        BookingRefused: with the sentence that says why; nothing is written.
        Taken: somebody else has it; the nearest alternatives are with the refusal.
        NotAllowed: `by` may not book for somebody else here.
    """
    wish = _wish(
        by=by,
        place=place,
        period=period,
        attendees=attendees,
        purpose=purpose,
        booked_for=booked_for,
        idempotency_key=idempotency_key,
        now=now,
    )
    spaces = _spaces_asked(wish, resources)
    if attendees > sum(space.capacity for space in spaces):
        raise TooManyAttendees(_too_many(spaces))
    check_period(wish.period, plan=wish.plan, spaces=spaces, now=wish.now)
    held = set[UUID]().union(*(wish.plan.held_with(space) for space in spaces))
    senders = senders_of_what_holds(held, wish.period)
    if senders:
        is_ours = (wish.by.pk, wish.idempotency_key) in senders
        return (is_ours and _already_sent(wish)) or _raise_taken(wish, spaces)

    def take(booking: Booking) -> list[UUID]:
        asked = without_parts(spaces, wish.plan)
        return asked if take_resources(booking, asked) == len(asked) else []

    return _book(wish, spaces, take)


@tried_again
def book_any(
    *,
    by: Person,
    place: Place,
    period: Any,
    kind: str = ResourceKind.DESK,
    attendees: int = 1,
    purpose: str = "",
    booked_for: Person | None = None,
    idempotency_key: str = "",
    now: datetime | None = None,
) -> Booking:
    """Books any free resource of a kind: the first that is free, whoever else is racing.

    It never says that all are taken while one is free: a desk lost to somebody else is
    followed by the next, and the last word is that of the database.

    Raises:
        As `book_resources`.
    """
    wish = _wish(
        by=by,
        place=place,
        period=period,
        attendees=attendees,
        purpose=purpose,
        booked_for=booked_for,
        idempotency_key=idempotency_key,
        now=now,
    )
    bookable = wish.plan.bookable(kind)
    if not bookable:
        raise ResourceUnknown
    fitting = [space for space in bookable if space.capacity >= attendees]
    if not fitting:
        raise TooManyAttendees(_too_many(bookable))
    spaces = [space for space in fitting if not _is_closed(wish, space)] or fitting[:1]
    check_period(wish.period, plan=wish.plan, spaces=spaces[:1], now=wish.now)
    seen_free = _free(wish, spaces)
    if not seen_free:
        return _already_sent(wish) or _raise_taken(wish, spaces)

    def take(booking: Booking) -> list[UUID]:
        """The first in the order of the place; after a lost race, any, to leave the queue."""
        free = seen_free
        while free:
            if take_resources(booking, free[:1]):
                return free[:1]
            free = _free(wish, spaces)
            random.shuffle(free)
        return []

    return _book(wish, spaces, take)


def _wish(
    *,
    by: Person,
    place: Place,
    period: Any,
    attendees: int,
    purpose: str,
    booked_for: Person | None,
    idempotency_key: str,
    now: datetime | None,
) -> _Wish:
    """What can be checked without knowing which resources are asked for."""
    if not by.has_perm("workspaces.book", place):
        if place.status != Place.Status.PUBLISHED:
            raise PlaceNotOpen
        raise NotAllowed
    if (
        booked_for is not None
        and booked_for.pk != by.pk
        and not by.has_perm("workspaces.book_for_somebody_else", place)
    ):
        raise NotAllowed
    if attendees < 1:
        raise AttendeesInvalid
    return _Wish(
        by=by,
        booked_for=booked_for or by,
        place=place,
        plan=plan_of(place),
        period=as_interval(period),
        attendees=attendees,
        purpose=purpose.strip()[:PURPOSE_LENGTH],
        idempotency_key=idempotency_key[:KEY_LENGTH],
        now=now or timezone.now(),
    )


def _spaces_asked(wish: _Wish, resource_ids: Iterable[UUID]) -> list[Space]:
    spaces = [wish.plan.space(resource_id) for resource_id in dict.fromkeys(resource_ids)]
    asked = [space for space in spaces if space is not None and space.is_active]
    if not asked or len(asked) < len(spaces):
        raise ResourceUnknown
    return asked


def _book(wish: _Wish, spaces: list[Space], take: Callable[[Booking], list[UUID]]) -> Booking:
    """Writes the booking, its holds and its mail, or nothing."""
    try:
        with one_transaction():
            booking = Booking.objects.create(
                place=wish.place,
                booked_for=wish.booked_for,
                created_by=wish.by,
                status=Booking.Status.CONFIRMED,
                period=DateTimeTZRange(*wish.period, "[)"),
                attendees=wish.attendees,
                purpose=wish.purpose,
                idempotency_key=wish.idempotency_key,
                confirmed_at=wish.now,
            )
            taken = take(booking)
            if not taken:
                raise Taken
            charge_booking(booking, plan=wish.plan, resource_ids=taken)
            notifications.tell_confirmed(
                booking,
                spaces=wish.plan.names(taken),
                commune_name=wish.plan.commune_name,
                now=wish.now,
            )
            publish(
                BookingConfirmed(
                    booking_id=booking.pk,
                    place_id=wish.place.pk,
                    booked_for_id=wish.booked_for.pk,
                    starts_at=wish.period.start,
                    ends_at=wish.period.end,
                )
            )
    except Taken:
        return _already_sent(wish) or _raise_taken(wish, spaces)
    except IntegrityError as error:
        if rule_of(error) != "workspaces_booking_sent_once":
            raise
        return _already_sent(wish) or _raise_taken(wish, spaces)
    return booking


def _free(wish: _Wish, spaces: list[Space]) -> list[UUID]:
    """The resources, of those given, of which neither they nor a part are held; one query."""
    held = {space.pk: wish.plan.held_with(space) for space in spaces}
    busy = busy_intervals(set[UUID]().union(*held.values()), wish.period)
    return [
        space.pk
        for space in spaces
        if not any(busy.get(resource_id) for resource_id in held[space.pk])
    ]


def _is_closed(wish: _Wish, space: Space) -> bool:
    return any(closure.interval.meets(wish.period) for closure in wish.plan.closures_of(space))


def _already_sent(wish: _Wish) -> Booking | None:
    return Booking.objects.sent_as(by=wish.by.pk, key=wish.idempotency_key)


def _raise_taken(wish: _Wish, spaces: list[Space]) -> Booking:
    raise alternatives.taken(
        place=wish.place,
        plan=wish.plan,
        spaces=spaces,
        period=wish.period,
        attendees=wish.attendees,
        now=wish.now,
    )


def _too_many(spaces: list[Space]) -> str:
    most = max(space.capacity for space in spaces)
    if len(spaces) == 1:
        return _("%(space)s compte %(seats)d places au plus.") % {
            "space": spaces[0].name,
            "seats": most,
        }
    return _("Il n’y a pas assez de places pour ce nombre de personnes.")
