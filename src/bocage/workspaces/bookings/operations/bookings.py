"""Booking: named resources, or any that is free. Taking one back is in `cancellations`."""

import random
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from django.utils.translation import ngettext

from bocage.foundation.db.constraints import constraint_of, refusing
from bocage.foundation.db.fast_inserts import insert_row
from bocage.foundation.db.retries import retry_on_conflict
from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.workspaces.billing.errors import RULES
from bocage.workspaces.billing.operations.charges import charge_booking
from bocage.workspaces.booking_refusals.bookers import check_booker, must_accept_house_rules
from bocage.workspaces.booking_refusals.eligibility import Eligibility
from bocage.workspaces.booking_refusals.errors import (
    AttendeesInvalid,
    BookingRefused,
    PlaceNotOpen,
    QuotaReached,
    ResourceUnknown,
    Taken,
)
from bocage.workspaces.booking_refusals.periods import as_interval, check_opening, check_period
from bocage.workspaces.bookings import notifications, request_notifications
from bocage.workspaces.bookings.errors import AnswerTooLate, HouseRulesNotAccepted, TooManyAttendees
from bocage.workspaces.bookings.events import BookingConfirmed, BookingRequested
from bocage.workspaces.bookings.guests import named_guests, too_many, with_guests
from bocage.workspaces.opening_hours.availability import Interval, is_free, local_day
from bocage.workspaces.place_plans.plans import PlacePlan, Space, plan_of
from bocage.workspaces.places.models import Place, Resource, ResourceKind
from bocage.workspaces.scheduling.alternatives import RefusedBooking, refusal_of_all, refusal_of_any
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.operations.holds import take_resources, without_parts
from bocage.workspaces.scheduling.operations.quotas import check_quotas, lock_person_under_quota
from bocage.workspaces.scheduling.queries import busy_intervals, holders_of_resources, taken_for
from bocage.workspaces.scheduling.space_selection import (
    filter_bookable,
    pick_disjoint,
    prefer_unrestricted,
)

RACES_RUN = 3
PURPOSE_LENGTH = 300
KEY_LENGTH = 64


@dataclass(frozen=True, kw_only=True)
class _Wish:
    """Booking that somebody wants, known to be well formed and allowed."""

    by: Person
    booked_for: Person
    place: Place
    plan: PlacePlan
    period: Interval
    attendees: int
    purpose: str
    guests: list[str]
    is_private: bool
    is_notified_elsewhere: bool
    idempotency_key: str
    now: datetime

    @property
    def is_of_the_place(self) -> bool:
        """Checks whether the booker runs the place, and is bound only by its hours and closures.

        Called only if a rule is violated, since it may read the mandates of the person.
        """
        return self.by.has_perm("workspaces.book_for_somebody_else", self.place)

    def lapses_at(self, spaces: list[Space]) -> datetime | None:
        """Returns until when the place may answer, where one of the spaces is booked on request."""
        hours = [space.rules.answer_within_hours for space in spaces if space.rules.needs_approval]
        if not hours or self.is_of_the_place:
            return None
        if self.period.start <= self.now:
            raise AnswerTooLate
        return min(self.now + timedelta(hours=min(hours)), self.period.start)


class BookingDetails(TypedDict, total=False):
    """Optional details of a booking besides its place, spaces and period.

    `attendees` (1 by default) counts the person who comes and their `guests`, who are named. A
    repeated `idempotency_key` of the same person returns the first booking. `booked_for` is the
    person who comes, if another person books; `is_notified_elsewhere` is set by organisers' apps
    that notify the holder themselves; `now` defaults to the clock.
    """

    attendees: int
    purpose: str
    guests: Iterable[str]
    is_private: bool
    is_notified_elsewhere: bool
    booked_for: Person | None
    idempotency_key: str
    now: datetime | None


def book_resource(
    *, by: Person, resource: Resource, period: Any, **details: Unpack[BookingDetails]
) -> Booking:
    """Books one resource; see `book_resources`."""
    return book_resources(
        by=by, place=resource.place, resources=[resource.pk], period=period, **details
    )


@retry_on_conflict
def book_resources(
    *,
    by: Person,
    place: Place,
    resources: Iterable[UUID],
    period: Any,
    **details: Unpack[BookingDetails],
) -> Booking:
    """Books one or several resources of a place, by their identifiers, in one booking.

    `period` is a range `[start, end)` of aware instants; the rest is in `BookingDetails`.

    If one of the resources is booked on request, the booking is `requested`: it holds nothing, and
    lapses without an answer of the place in time. Hosts need no approval, and are bound by opening
    hours, closures and existing holds, not by other rules.

    Raises:
        BookingRefused: with the sentence of the reason; nothing is written.
        Taken: another booking holds it; the refusal has the nearest alternatives.
        NotAllowed: `by` may not book for another person here.
    """
    wish = _wish(by=by, place=place, period=period, **details)
    spaces = _requested_spaces(wish, resources)
    if wish.attendees > sum(space.capacity for space in spaces):
        raise TooManyAttendees(too_many(spaces))
    _check_rules(wish, spaces)
    senders = _senders(wish, spaces)
    if not senders:
        return _book(wish, spaces)
    existing = _existing_booking(wish) if (wish.by.pk, wish.idempotency_key) in senders else None
    if existing is None:
        raise refusal_of_all(_refused(wish, spaces))
    return existing


@retry_on_conflict
def book_any(
    *,
    by: Person,
    place: Place,
    period: Any,
    kind: str = ResourceKind.DESK,
    **details: Unpack[BookingDetails],
) -> Booking:
    """Books any free resource of a kind: the first that is free, whatever the concurrent requests.

    Never reports that all are taken while one is free: if another request takes a resource first,
    the next one is tried, and the database decides. Reserved resources are used last, for eligible
    people, once no ordinary one is free.

    Never reports that all are taken while one is free: if another request takes a resource first,
    the next one is tried, and the database decides. What is reserved for some is given last, to
    those who may have it, once no ordinary one is free.

    Raises:
        As `book_resources`.
    """
    wish = _wish(by=by, place=place, period=period, **details)
    bookable = wish.plan.bookable(kind)
    if not bookable:
        raise ResourceUnknown
    fitting = [space for space in bookable if space.capacity >= wish.attendees]
    if not fitting:
        raise TooManyAttendees(too_many(bookable))
    spaces = _allowed(wish, fitting)
    seen_free = _free(wish, spaces)
    if not seen_free:
        return _existing_booking_or_refusal(wish, spaces, is_any=True)
    at_once = [space for space in spaces if not space.rules.needs_approval]
    free_at_once = {space.pk for space in at_once} & set(seen_free)
    if free_at_once:
        spaces, seen_free = at_once, [pk for pk in seen_free if pk in free_at_once]
    return _book(wish, spaces, candidates=seen_free)


def book_with_any(
    *,
    by: Person,
    place: Place,
    resources: Collection[UUID],
    count: int,
    period: Any,
    kind: str = ResourceKind.DESK,
    **details: Unpack[BookingDetails],
) -> Booking:
    """Books a number of free resources of a kind, with the named ones, in one booking.

    If another request takes one of them first, the next free ones are tried. Reserved resources are
    used last, for eligible people.

    Raises:
        Taken: not enough are left, or a named one is lost.
        As `book_resources`.
    """
    wish = _wish(by=by, place=place, period=period, **details)
    candidates = [space for space in wish.plan.bookable(kind) if space.pk not in resources]
    allowed = prefer_unrestricted(_allowed(wish, candidates))
    free_count = 0
    for _race in range(RACES_RUN):
        seen_free = set(_free(wish, allowed)) if allowed else set[UUID]()
        free = [space for space in allowed if space.pk in seen_free]
        selection, free_count = pick_disjoint(wish.plan, free, count), len(free)
        if len(selection) < count:
            break
        resource_ids = [*resources, *(space.pk for space in selection)]
        try:
            return book_resources(
                by=by, place=place, resources=resource_ids, period=period, **details
            )
        except Taken as refusal:
            if set(refusal.unavailable) & set(resources):
                raise
    existing = _existing_booking(wish)
    if existing is not None:
        return existing
    sentence = ngettext(
        "Il reste %(count)d poste à ce moment : ce n’est pas assez.",
        "Il reste %(count)d postes à ce moment : ce n’est pas assez.",
        free_count,
    )
    raise Taken(
        sentence % {"count": free_count},
        booking=None
        if resources
        else _refused(wish, pick_disjoint(wish.plan, allowed, count), together=count),
    )


def _check_rules(wish: _Wish, spaces: list[Space]) -> None:
    """Checks the rules of the place for this person; for hosts, only its hours and closures."""
    day = local_day(wish.period.start)
    try:
        check_period(wish.period, plan=wish.plan, spaces=spaces, now=wish.now)
        check_booker(wish.booked_for, wish.place, spaces, day)
        if must_accept_house_rules(wish.booked_for, wish.plan):
            raise HouseRulesNotAccepted
    except BookingRefused:
        if wish.period.end <= wish.now or not wish.is_of_the_place:
            raise
        check_opening(wish.period, plan=wish.plan, spaces=spaces)


def _allowed(wish: _Wish, spaces: list[Space]) -> list[Space]:
    """Returns the spaces that the person may book then; raises the refusal of the first if there is
    none.
    """
    return filter_bookable(
        spaces,
        plan=wish.plan,
        period=wish.period,
        check=lambda space: _check_rules(wish, [space]),
    )


def _senders(wish: _Wish, spaces: list[Space]) -> set[tuple[UUID, str]]:
    """Returns the identifiers of what holds the requested resources (`holders_of_resources`); one
    query for all the spaces of the same buffers.
    """
    by_period: dict[Interval, set[UUID]] = defaultdict(set)
    for space in spaces:
        by_period[space.rules.with_buffers(wish.period)] |= wish.plan.held_with(space)
    return set[tuple[UUID, str]]().union(
        *(holders_of_resources(resources, period) for period, resources in by_period.items())
    )


def _wish(
    *,
    by: Person,
    place: Place,
    period: Any,
    attendees: int = 1,
    purpose: str = "",
    guests: Iterable[str] = (),
    is_private: bool = False,
    is_notified_elsewhere: bool = False,
    booked_for: Person | None = None,
    idempotency_key: str = "",
    now: datetime | None = None,
) -> _Wish:
    """Checks a request as far as possible without knowing its resources."""
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
    guest_names = named_guests(guests)
    return _Wish(
        by=by,
        booked_for=booked_for or by,
        place=place,
        plan=plan_of(place),
        period=as_interval(period),
        attendees=with_guests(attendees, guest_names),
        purpose=purpose.strip()[:PURPOSE_LENGTH],
        guests=guest_names,
        is_private=is_private,
        is_notified_elsewhere=is_notified_elsewhere,
        idempotency_key=idempotency_key[:KEY_LENGTH],
        now=now or timezone.now(),
    )


def _requested_spaces(wish: _Wish, resource_ids: Iterable[UUID]) -> list[Space]:
    spaces = [wish.plan.space(resource_id) for resource_id in dict.fromkeys(resource_ids)]
    requested = [space for space in spaces if space is not None and space.is_active]
    if not requested or len(requested) < len(spaces):
        raise ResourceUnknown
    return requested


def _book(wish: _Wish, spaces: list[Space], candidates: list[UUID] | None = None) -> Booking:
    """Writes the booking, its holds and its events, or nothing.

    It holds all the spaces; with `candidates`, the spaces seen free, it holds one of them.
    """
    lapses_at = wish.lapses_at(spaces)
    is_counted = any(space.rules.has_quota for space in spaces) and not wish.is_of_the_place
    try:
        with refusing(RULES):
            if is_counted:
                lock_person_under_quota(wish.booked_for)
            booking = _write(wish, lapses_at)
            resource_ids = (
                _take_all(wish, booking, spaces)
                if candidates is None
                else _take_any(wish, booking, spaces, candidates)
            )
            if not resource_ids:
                raise Taken
            if is_counted:
                _check_quotas(wish, booking, resource_ids)
            _publish(wish, booking, resource_ids)
            booking.just_taken = resource_ids
    except (Taken, QuotaReached) as refusal:
        if isinstance(refusal, QuotaReached):
            existing = _existing_booking(wish)
            if existing is None:
                raise
            return existing
        return _existing_booking_or_refusal(wish, spaces, is_any=candidates is not None)
    except IntegrityError as error:
        if constraint_of(error) != "workspaces_booking_sent_once":
            raise
        return _existing_booking_or_refusal(wish, spaces, is_any=candidates is not None)
    return booking


def _take_all(wish: _Wish, booking: Booking, spaces: list[Space]) -> list[UUID]:
    resource_ids = without_parts(spaces, wish.plan)
    return (
        resource_ids
        if take_resources(booking, resource_ids, wish.plan) == len(resource_ids)
        else []
    )


def _take_any(
    wish: _Wish, booking: Booking, spaces: list[Space], seen_free: list[UUID]
) -> list[UUID]:
    """Takes the first in the order of the place; after a lost race, any one, to leave the queue."""
    reserved = {space.pk for space in spaces if space.rules.restricts_people}
    free = sorted(seen_free, key=reserved.__contains__)
    while free:
        if take_resources(booking, free[:1], wish.plan):
            return free[:1]
        free = _free(wish, spaces)
        random.shuffle(free)
        free.sort(key=reserved.__contains__)
    return []


def _write(wish: _Wish, lapses_at: datetime | None) -> Booking:
    requested = lapses_at is not None
    booking = Booking(
        place=wish.place,
        booked_for=wish.booked_for,
        created_by=wish.by,
        status=Booking.Status.REQUESTED if requested else Booking.Status.CONFIRMED,
        period=DateTimeTZRange(*wish.period, "[)"),
        attendees=wish.attendees,
        purpose=wish.purpose,
        guests=wish.guests,
        is_private=wish.is_private,
        is_notified_elsewhere=wish.is_notified_elsewhere,
        idempotency_key=wish.idempotency_key,
        confirmed_at=None if requested else wish.now,
        lapses_at=lapses_at,
    )
    return insert_row(booking)


def _check_quotas(wish: _Wish, booking: Booking, resource_ids: list[UUID]) -> None:
    check_quotas(
        person=wish.booked_for,
        plan=wish.plan,
        spaces=[space for space in wish.plan.spaces if space.pk in resource_ids],
        booking=booking,
    )


def _publish(wish: _Wish, booking: Booking, resource_ids: list[UUID]) -> None:
    """Publishes a booking and sends its mails; a confirmed one is also charged."""
    facts: dict[str, Any] = {
        "booking_id": booking.pk,
        "place_id": wish.place.pk,
        "booked_for_id": wish.booked_for.pk,
        "starts_at": wish.period.start,
        "ends_at": wish.period.end,
    }
    if booking.lapses_at is not None:
        publish(BookingRequested(lapses_at=booking.lapses_at, **facts))
        request_notifications.notify_requested(booking, now=wish.now)
        return
    charge_booking(booking, plan=wish.plan, resource_ids=resource_ids)
    notifications.notify_confirmed(
        booking,
        spaces=wish.plan.names(resource_ids),
        commune_name=wish.plan.commune_name,
        now=wish.now,
    )
    publish(BookingConfirmed(**facts))


def _free(wish: _Wish, spaces: list[Space]) -> list[UUID]:
    """Returns the resources, of those given, of which neither they nor a part are held; one
    query."""
    by_period = set[UUID]().union(*(wish.plan.held_with(space) for space in spaces))
    widest = Interval(
        min(space.rules.with_buffers(wish.period).start for space in spaces),
        max(space.rules.with_buffers(wish.period).end for space in spaces),
    )
    busy = busy_intervals(by_period, widest)
    return [space.pk for space in spaces if is_free(wish.period, taken_for(wish.plan, space, busy))]


def _existing_booking(wish: _Wish) -> Booking | None:
    return Booking.objects.sent_as(by=wish.by.pk, key=wish.idempotency_key)


def _existing_booking_or_refusal(wish: _Wish, spaces: list[Space], *, is_any: bool) -> Booking:
    """Returns the booking already made by the same idempotency key, if any; else raises the
    refusal.
    """
    existing = _existing_booking(wish)
    if existing is None:
        refused = _refused(wish, spaces)
        raise refusal_of_any(refused) if is_any else refusal_of_all(refused)
    return existing


def _refused(wish: _Wish, spaces: list[Space], *, together: int = 1) -> RefusedBooking:
    return RefusedBooking(
        place=wish.place,
        plan=wish.plan,
        spaces=spaces,
        period=wish.period,
        attendees=wish.attendees,
        now=wish.now,
        eligibility=Eligibility(wish.booked_for, by=wish.by),
        together=together,
    )
