"""Waiting lists: first come, first offered; an offer is held for a set time, then passes on.

An offer is a booking of status `offered`, which holds its resource: PostgreSQL lets one person
at most have it. Offers of one place are made one after the other (its row is locked), entries
are locked before the bookings that they are offered.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.workspaces import notifications, request_notices
from bocage.workspaces.availability import Interval, is_free, local_day
from bocage.workspaces.conditions import check_booker, must_accept_house_rules
from bocage.workspaces.errors import (
    AttendeesInvalid,
    BookingRefused,
    HouseRulesNotAccepted,
    PlaceNotOpen,
    QuotaReached,
    ResourceUnknown,
    TooManyAttendees,
    refusal_for,
)
from bocage.workspaces.events import (
    BookingConfirmed,
    BookingRequested,
    OfferMade,
    SlotFreed,
    WaitlistJoined,
)
from bocage.workspaces.guests import named_guests, with_guests
from bocage.workspaces.models import Booking, Hold, Place, WaitlistEntry
from bocage.workspaces.operations.charges import change_charge
from bocage.workspaces.operations.holds import take_resources
from bocage.workspaces.operations.quotas import check_quotas, lock_person_under_quota
from bocage.workspaces.operations.requests import BATCH, answer_due
from bocage.workspaces.operations.transactions import one_transaction, tried_again
from bocage.workspaces.periods import as_interval, check_period
from bocage.workspaces.plans import PlacePlan, Space, plan_of
from bocage.workspaces.queries import Busy, busy_intervals
from bocage.workspaces.request_errors import OfferGone, StillFree, TooManyWaits

PURPOSE_LENGTH = 300
MOST_WAITS = 20
"""Open entries of one person: more is no wish any more."""

Status = WaitlistEntry.Status


@tried_again
def join_waitlist(
    *,
    by: Person,
    place: Place,
    period: Any,
    resource: UUID | None = None,
    kind: str = "",
    attendees: int = 1,
    purpose: str = "",
    guests: Iterable[str] = (),
    is_private: bool = False,
    now: datetime | None = None,
) -> WaitlistEntry:
    """Waits for a resource, or for any of a kind, over a period in which all are taken.

    `guests` are those of the booking that is offered.

    Raises:
        NotAllowed: `by` may not book here.
        AlreadyWaiting, TooManyWaits: they wait for it already, or for a lot.
        StillFree: it can be booked at once.
        HouseRulesNotAccepted: taking an offer is one click, so they are accepted before.
        BookingRefused: it could not be booked even if it were free, with the sentence why.
    """
    if not by.has_perm("workspaces.wait", place):
        if place.status != Place.Status.PUBLISHED:
            raise PlaceNotOpen
        raise NotAllowed
    if attendees < 1:
        raise AttendeesInvalid
    now, named = now or timezone.now(), named_guests(guests)
    attendees = with_guests(attendees, named)
    wanted, plan = as_interval(period), plan_of(place)
    spaces = _wanted_spaces(plan, resource, kind, attendees)
    _check_may_be_waited_for(by, place, spaces, wanted, now)
    with one_transaction():
        open_entries = WaitlistEntry.objects.filter(person=by, status__in=WaitlistEntry.OPEN)
        if open_entries.count() >= MOST_WAITS:
            raise TooManyWaits
        entry = WaitlistEntry.objects.create(
            place=place,
            resource_id=resource,
            kind=spaces[0].kind,
            person=by,
            period=DateTimeTZRange(*wanted, "[)"),
            attendees=attendees,
            purpose=purpose.strip()[:PURPOSE_LENGTH],
            guests=named,
            is_private=is_private,
        )
        # What was freed while the form was being filled in has told nobody of this wish.
        publish(
            WaitlistJoined(
                entry_id=entry.pk,
                place_id=place.pk,
                starts_at=wanted.start,
                ends_at=wanted.end,
            )
        )
    return entry


def _check_may_be_waited_for(
    by: Person, place: Place, spaces: list[Space], wanted: Interval, now: datetime
) -> None:
    """Whether one could book it if it were free, and it is not."""
    plan = plan_of(place)
    check_period(wanted, plan=plan, spaces=spaces[:1], now=now)
    check_booker(by, place, spaces[:1], local_day(wanted.start))
    if must_accept_house_rules(by, plan):
        raise HouseRulesNotAccepted
    busy = _busy(plan, spaces, wanted)
    if any(_is_free(plan, space, wanted, busy) for space in spaces):
        raise StillFree


@tried_again
def leave_waitlist(
    *, by: Person, entry: WaitlistEntry, now: datetime | None = None
) -> WaitlistEntry:
    """Waits no more; an offer that is held goes to the next. Done twice, it is harmless.

    Raises:
        NotAllowed: the entry is somebody else's.
    """
    return _give_up(by, entry, Status.WITHDRAWN, now or timezone.now())


@tried_again
def decline_offer(
    *, by: Person, entry: WaitlistEntry, now: datetime | None = None
) -> WaitlistEntry:
    """Leaves an offer to the next. Done twice, it is harmless.

    Raises:
        NotAllowed: it was offered to somebody else.
    """
    return _give_up(by, entry, Status.DECLINED, now or timezone.now())


@tried_again
def offer_next(*, place: Place, period: Any, now: datetime | None = None) -> list[WaitlistEntry]:
    """Offers what is free in a period of a place to those who wait for it, in their order.

    Who cannot have what is free keeps their rank, and the next is looked at. Nobody acts here:
    it is done when something is freed, and every minute. Returns the entries that got an offer.
    """
    now = now or timezone.now()
    window = as_interval(period)
    with one_transaction():
        locked = (
            Place.objects.select_for_update(no_key=True, of=("self",))
            .select_related("commune")
            .filter(pk=place.pk, status=Place.Status.PUBLISHED)
            .first()
        )
        if locked is None:
            return []
        plan = plan_of(locked)
        return [
            entry for entry in _waiting(locked, window, now) if _offer(entry, locked, plan, now)
        ]


@tried_again
def accept_offer(*, by: Person, entry: WaitlistEntry, now: datetime | None = None) -> Booking:
    """Takes the place that is offered: confirmed, or asked for where the host must agree.

    Done twice, it is harmless.

    Raises:
        NotAllowed: it was offered to somebody else.
        OfferGone: it was declined, withdrawn, or not answered in time.
    """
    _check_waits(by, entry)
    now = now or timezone.now()
    with one_transaction():
        own, offer = _locked_with_offer(entry)
        if own.status == Status.BOOKED and offer is not None:
            return offer
        if own.status != Status.OFFERED or offer is None or not _stands(offer, now):
            raise OfferGone
        if offer.place.status != Place.Status.PUBLISHED:
            raise PlaceNotOpen
        own.status, own.answered_at = Status.BOOKED, now
        own.save(update_fields=["status", "answered_at"])
        _settle_offer(offer, now)
    return offer


def lapse_offers(*, now: datetime | None = None) -> int:
    """Ends the offers that were not answered in time; each goes to the next of the list.

    Returns how many. Two of them at once share the work.
    """
    now = now or timezone.now()
    due = Booking.objects.filter(status=Booking.Status.OFFERED, lapses_at__lte=now)
    keys = list(due.order_by("lapses_at").values_list("pk", flat=True)[:BATCH])
    return sum(_lapse(pk, now) for pk in keys)


def offer_what_is_free(*, now: datetime | None = None) -> int:
    """Looks at every place where somebody waits: what no event told of (new hours, a place that
    opens again) reaches them within a minute. Returns how many offers were made."""
    now = now or timezone.now()
    waiting = WaitlistEntry.objects.filter(status=Status.WAITING, period__startswith__gt=now)
    windows: dict[UUID, Interval] = {}
    for place_id, period in waiting.order_by().values_list("place_id", "period"):
        known = windows.get(place_id, Interval(period.lower, period.upper))
        windows[place_id] = Interval(min(known.start, period.lower), max(known.end, period.upper))
    places = Place.objects.in_bulk(windows)
    return sum(
        len(offer_next(place=places[pk], period=window, now=now)) for pk, window in windows.items()
    )


def _wanted_spaces(
    plan: PlacePlan, resource_id: UUID | None, kind: str, attendees: int
) -> list[Space]:
    """What would do: the resource, or those of the kind that are large enough."""
    if resource_id is not None:
        space = plan.space(resource_id)
        spaces = [space] if space is not None and space.is_active else []
    else:
        spaces = plan.bookable(kind) if kind else []
    if not spaces:
        raise ResourceUnknown
    fitting = [space for space in spaces if space.capacity >= attendees]
    if not fitting:
        raise TooManyAttendees
    return fitting


def _busy(plan: PlacePlan, spaces: Iterable[Space], window: Interval) -> Busy:
    resources = set[UUID]().union(*(plan.held_with(space) for space in spaces))
    kept = [space.rules.held(window) for space in spaces]
    return busy_intervals(
        resources, Interval(min(one.start for one in kept), max(one.end for one in kept))
    )


def _is_free(plan: PlacePlan, space: Space, wanted: Interval, busy: Busy) -> bool:
    taken = [one for pk in plan.held_with(space) for one in busy.get(pk, ())]
    return is_free(space.rules.held(wanted), taken)


def _waiting(place: Place, window: Interval, now: datetime) -> list[WaitlistEntry]:
    """Those who wait for a moment of the window, in their order, locked."""
    return list(
        WaitlistEntry.objects.select_for_update(no_key=True, of=("self",))
        .select_related("person")
        .filter(
            place=place,
            status=Status.WAITING,
            person__is_active=True,
            period__overlap=DateTimeTZRange(*window, "[)"),
            period__startswith__gt=now,
        )
        .order_by("created_at", "pk")
    )


def _offer(entry: WaitlistEntry, place: Place, plan: PlacePlan, now: datetime) -> bool:
    """Holds for the person the first free resource that would do; False where there is none."""
    wanted = Interval(entry.period.lower, entry.period.upper)
    try:
        spaces = _wanted_spaces(plan, entry.resource_id, entry.kind, entry.attendees)
    except BookingRefused:
        return False
    busy = _busy(plan, spaces, wanted)
    for space in spaces:
        if not _is_free(plan, space, wanted, busy):
            continue
        if not _keeps_the_rules(entry, place, space, now):
            continue
        booking = _hold_for(entry, place, plan, space, now)
        if booking is not None:
            entry.status, entry.offer = Status.OFFERED, booking
            entry.save(update_fields=["status", "offer"])
            publish(OfferMade(entry_id=entry.pk, place_id=place.pk, person_id=entry.person_id))
            request_notices.tell_offer(booking, entry)
            return True
    return False


def _keeps_the_rules(entry: WaitlistEntry, place: Place, space: Space, now: datetime) -> bool:
    """Whether the person could book the space now: its rules may have changed since."""
    wanted = Interval(entry.period.lower, entry.period.upper)
    try:
        check_period(wanted, plan=plan_of(place), spaces=[space], now=now)
        check_booker(entry.person, place, [space], local_day(wanted.start))
    except BookingRefused:
        return False
    return True


def _hold_for(
    entry: WaitlistEntry, place: Place, plan: PlacePlan, space: Space, now: datetime
) -> Booking | None:
    """The offer, or None where somebody has just taken the resource, or the person has had
    their share of it."""
    until = now + timedelta(minutes=space.rules.offer_minutes)
    try:
        with transaction.atomic():
            if space.rules.has_quota:
                lock_person_under_quota(entry.person)
            booking = Booking.objects.create(
                place=place,
                booked_for=entry.person,
                created_by=entry.person,
                status=Booking.Status.OFFERED,
                period=entry.period,
                attendees=entry.attendees,
                purpose=entry.purpose,
                guests=entry.guests,
                is_private=entry.is_private,
                lapses_at=min(until, entry.period.lower),
            )
            if not take_resources(booking, [space.pk], plan):
                raise _JustTaken
            check_quotas(person=entry.person, plan=plan, spaces=[space], booking=booking)
    except (_JustTaken, QuotaReached):
        return None
    except IntegrityError as error:
        if refusal_for(error) is None:
            raise
        return None
    return booking


class _JustTaken(Exception):
    """Somebody booked it between the look and the hold."""


def _check_waits(by: Person, entry: WaitlistEntry) -> None:
    if not by.has_perm("workspaces.answer_offer", entry):
        raise NotAllowed


def _stands(offer: Booking, now: datetime) -> bool:
    return offer.status == Booking.Status.OFFERED and offer.answer_due > now


def _locked_with_offer(entry: WaitlistEntry) -> tuple[WaitlistEntry, Booking | None]:
    """The entry and its offer as they are now; the entry is locked first, as everywhere here."""
    own = WaitlistEntry.objects.select_for_update(no_key=True, of=("self",)).get(pk=entry.pk)
    return own, _locked_offer(own.offer_id) if own.offer_id else None


def _locked_offer(pk: UUID) -> Booking | None:
    return (
        Booking.objects.select_for_update(no_key=True, of=("self",))
        .select_related("place__commune", "place__scope", "booked_for")
        .filter(pk=pk)
        .first()
    )


def _give_up(by: Person, entry: WaitlistEntry, status: str, now: datetime) -> WaitlistEntry:
    _check_waits(by, entry)
    with one_transaction():
        own, offer = _locked_with_offer(entry)
        if not own.is_open:
            return own
        own.status, own.answered_at = status, now
        own.save(update_fields=["status", "answered_at"])
        if offer is not None and offer.status == Booking.Status.OFFERED:
            offer.status, offer.lapses_at = Booking.Status.CANCELLED, None
            offer.cancelled_at, offer.cancelled_by = now, by
            offer.cancelled_because = Booking.CancelledBecause.HOLDER
            offer.save(
                update_fields=[
                    "status",
                    "lapses_at",
                    "cancelled_at",
                    "cancelled_by",
                    "cancelled_because",
                ]
            )
            _publish_freed(offer)
    return own


def _settle_offer(offer: Booking, now: datetime) -> None:
    """Confirms an offer; where the host must agree, it becomes a request and holds no more."""
    plan = plan_of(offer.place)
    held = Hold.objects.filter(booking=offer, is_implied=False).values_list(
        "resource_id", flat=True
    )
    spaces = [space for pk in held if (space := plan.space(pk)) is not None]
    asking = [space for space in spaces if space.rules.needs_approval]
    if asking:
        offer.status = Booking.Status.REQUESTED
        offer.lapses_at = answer_due(asking[0].rules, starts_at=offer.period.lower, now=now)
        offer.save(update_fields=["status", "lapses_at"])
        publish(
            BookingRequested(
                booking_id=offer.pk,
                place_id=offer.place_id,
                booked_for_id=offer.holder.pk,
                starts_at=offer.period.lower,
                ends_at=offer.period.upper,
                lapses_at=offer.answer_due,
            )
        )
        request_notices.tell_requested(offer)
        return
    offer.status, offer.lapses_at = Booking.Status.CONFIRMED, None
    offer.confirmed_at = now
    offer.save(update_fields=["status", "lapses_at", "confirmed_at"])
    change_charge(offer)
    notifications.tell_confirmed(
        offer,
        spaces=[space.name for space in spaces],
        commune_name=plan.commune_name,
        now=now,
    )
    publish(
        BookingConfirmed(
            booking_id=offer.pk,
            place_id=offer.place_id,
            booked_for_id=offer.holder.pk,
            starts_at=offer.period.lower,
            ends_at=offer.period.upper,
        )
    )


@tried_again
def _lapse(pk: UUID, now: datetime) -> bool:
    with one_transaction():
        entry = (
            WaitlistEntry.objects.select_for_update(no_key=True, of=("self",), skip_locked=True)
            .filter(offer=pk, status=Status.OFFERED)
            .first()
        )
        offer = _locked_offer(pk)
        if offer is None or offer.status != Booking.Status.OFFERED or _stands(offer, now):
            return False
        if entry is None and WaitlistEntry.objects.filter(offer=pk, status=Status.OFFERED).exists():
            return False  # Somebody is answering it at this very moment.
        offer.status, offer.lapses_at = Booking.Status.LAPSED, None
        offer.save(update_fields=["status", "lapses_at"])
        if entry is not None:
            entry.status, entry.answered_at = Status.LAPSED, now
            entry.save(update_fields=["status", "answered_at"])
        request_notices.tell_offer_lapsed(offer)
        _publish_freed(offer)
    return True


def _publish_freed(offer: Booking) -> None:
    publish(
        SlotFreed(
            place_id=offer.place_id,
            starts_at=offer.period.lower,
            ends_at=offer.period.upper,
        )
    )
