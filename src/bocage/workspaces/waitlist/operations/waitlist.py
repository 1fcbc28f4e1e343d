"""Waiting lists: joining, leaving, and the outcome of an offer.

Offers are made in `offers`; each is held for a set time, then passes on. Entries are locked before
the bookings that they are offered.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.retries import retry_on_conflict
from bocage.foundation.db.row_locks import lock_free_rows, lock_row, lock_rows
from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.workspaces.billing.operations.charges import change_charge
from bocage.workspaces.booking_refusals.bookers import must_accept_house_rules
from bocage.workspaces.booking_refusals.errors import (
    AttendeesInvalid,
    PlaceNotOpen,
    ResourceUnknown,
)
from bocage.workspaces.booking_refusals.periods import as_interval
from bocage.workspaces.bookings import notifications, request_notifications
from bocage.workspaces.bookings.errors import HouseRulesNotAccepted, TooManyAttendees
from bocage.workspaces.bookings.events import BookingConfirmed, BookingRequested, SlotFreed
from bocage.workspaces.bookings.guests import named_guests, too_many, with_guests
from bocage.workspaces.bookings.operations.requests import BATCH, answer_due
from bocage.workspaces.opening_hours.availability import Interval
from bocage.workspaces.place_plans.plans import PlacePlan, Space, plan_of
from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.models.bookings import Booking, Hold
from bocage.workspaces.waitlist import notifications as waitlist_notifications
from bocage.workspaces.waitlist.errors import RULES, OfferGone, StillFree, TooManyWaits
from bocage.workspaces.waitlist.events import WaitlistJoined
from bocage.workspaces.waitlist.models import WaitedSpace, WaitlistEntry
from bocage.workspaces.waitlist.operations.offers import Wish, wanted_spaces

PURPOSE_LENGTH = 300
MAX_WAITS = 20
"""Maximum of open entries of one person."""

Status = WaitlistEntry.Status


class WaitDetails(TypedDict, total=False):
    """Details of the booking that would be offered; `guests` count among the attendees."""

    attendees: int
    purpose: str
    guests: Iterable[str]
    is_private: bool


class _WishDetails(TypedDict):
    person: Person
    place: Place
    period: Interval
    now: datetime


@retry_on_conflict
def join_waitlist(
    *,
    by: Person,
    place: Place,
    period: Any,
    resources: Iterable[UUID] = (),
    kind: str = "",
    now: datetime | None = None,
    **details: Unpack[WaitDetails],
) -> WaitlistEntry:
    """Waits for one of some resources, or for any of a kind where none is named, over a period in
    which all of them are taken. Several people wait for a desk each, all at once.

    Raises:
        NotAllowed: `by` may not book here.
        AlreadyWaiting, TooManyWaits: they wait for one of them already, or for a lot.
        StillFree: one of them can be booked at once.
        HouseRulesNotAccepted: taking an offer is one click, so they are accepted before.
        BookingRefused: it could not be booked even if it were free, with the sentence why.
    """
    _check_may_wait(by, place)
    guests = named_guests(details.get("guests", ()))
    attendees = _people(details.get("attendees", 1), guests)
    wish = _wish(
        person=by,
        place=place,
        period=as_interval(period),
        resource_ids=list(dict.fromkeys(resources)),
        kind=kind,
        attendees=attendees,
        now=now or timezone.now(),
    )
    _check_waitable(wish)
    with refusing(RULES):
        _check_waits_for_little(by)
        entry = WaitlistEntry.objects.create(
            place=place,
            is_for_any=not wish.is_for_named,
            kind=wish.spaces[0].kind,
            person=by,
            period=DateTimeTZRange(*wish.period, "[)"),
            attendees=attendees,
            purpose=details.get("purpose", "").strip()[:PURPOSE_LENGTH],
            guests=guests,
            is_private=details.get("is_private", False),
        )
        _name_spaces(entry, wish)
        _publish_joined(entry)
    return entry


def _check_may_wait(by: Person, place: Place) -> None:
    if by.has_perm("workspaces.wait", place):
        return
    if place.status != Place.Status.PUBLISHED:
        raise PlaceNotOpen
    raise NotAllowed


def _people(attendees: int, guests: list[str]) -> int:
    if attendees < 1:
        raise AttendeesInvalid
    return with_guests(attendees, guests)


def _wish(
    *, resource_ids: list[UUID], kind: str, attendees: int, **wish: Unpack[_WishDetails]
) -> Wish:
    """Returns the wish of an entry, as offers use it.

    Raises:
        ResourceUnknown, TooManyAttendees: one of the named spaces can never be offered.
    """
    plan = plan_of(wish["place"])
    spaces, count = wanted_spaces(plan, resource_ids, kind, attendees)
    if resource_ids and len(spaces) < len(resource_ids):
        raise TooManyAttendees(too_many(_smaller(plan, resource_ids, attendees)))
    return Wish(plan=plan, spaces=spaces, count=count, is_for_named=bool(resource_ids), **wish)


def _smaller(plan: PlacePlan, resource_ids: Iterable[UUID], attendees: int) -> list[Space]:
    """Returns the named spaces that are too small for the number of people.

    Raises:
        ResourceUnknown: another named space is not bookable in this place.
    """
    spaces = [plan.space(pk) for pk in resource_ids]
    if any(space is None or not space.is_active for space in spaces):
        raise ResourceUnknown
    return [space for space in spaces if space is not None and space.capacity < attendees]


def _check_waitable(wish: Wish) -> None:
    """Checks whether one could book it if it were free, and it is not."""
    within = wish.bookable_spaces()
    if must_accept_house_rules(wish.person, wish.plan):
        raise HouseRulesNotAccepted
    if next(wish.free_together(within), None) is not None:
        raise StillFree


def _check_waits_for_little(by: Person) -> None:
    """Counts their waits under a lock of the person: two at once do not both find one left."""
    lock_rows(Person.objects.all()).only("pk").get(pk=by.pk)
    waits = WaitlistEntry.objects.filter(person=by, status__in=WaitlistEntry.OPEN)
    if waits.count() >= MAX_WAITS:
        raise TooManyWaits


def _name_spaces(entry: WaitlistEntry, wish: Wish) -> None:
    """Stores the named spaces in the order of their identifiers, so that concurrent entries never
    deadlock.
    """
    if wish.is_for_named:
        space_ids = sorted(space.pk for space in wish.spaces)
        WaitedSpace.objects.bulk_create(
            WaitedSpace(entry=entry, resource_id=pk, person_id=entry.person_id, period=entry.period)
            for pk in space_ids
        )


def _publish_joined(entry: WaitlistEntry) -> None:
    """Publishes the new entry, since spaces freed while the form was open were not offered to
    it.
    """
    publish(
        WaitlistJoined(
            entry_id=entry.pk,
            place_id=entry.place_id,
            starts_at=entry.period.lower,
            ends_at=entry.period.upper,
        )
    )


@retry_on_conflict
def leave_waitlist(
    *, by: Person, entry: WaitlistEntry, now: datetime | None = None
) -> WaitlistEntry:
    """Leaves the waiting list; an offer that is held goes to the next. Idempotent.

    Raises:
        NotAllowed: the entry is somebody else's.
    """
    return _leave(by, entry, Status.WITHDRAWN, now or timezone.now())


@retry_on_conflict
def decline_offer(
    *, by: Person, entry: WaitlistEntry, now: datetime | None = None
) -> WaitlistEntry:
    """Declines an offer, which goes to the next. Idempotent.

    Raises:
        NotAllowed: it was offered to somebody else.
    """
    return _leave(by, entry, Status.DECLINED, now or timezone.now())


@retry_on_conflict
def accept_offer(*, by: Person, entry: WaitlistEntry, now: datetime | None = None) -> Booking:
    """Accepts an offer: the booking is confirmed, or requested where the host must agree.
    Idempotent.

    Raises:
        NotAllowed: it was offered to somebody else.
        OfferGone: it was declined, withdrawn, or not answered in time.
        HouseRulesNotAccepted: the place has others since its person joined the list.
    """
    by.require("workspaces.answer_offer", entry)
    now = now or timezone.now()
    with refusing(RULES):
        locked, offer = _locked_with_offer(entry)
        if locked.status == Status.BOOKED and offer is not None:
            return offer
        if locked.status != Status.OFFERED or offer is None or not _stands(offer, now):
            raise OfferGone
        if offer.place.status != Place.Status.PUBLISHED:
            raise PlaceNotOpen
        if must_accept_house_rules(by, plan_of(offer.place)):
            raise HouseRulesNotAccepted(
                _("Le règlement du lieu a changé : lisez-le et acceptez-le pour prendre la place.")
            )
        locked.status, locked.answered_at = Status.BOOKED, now
        locked.save(update_fields=["status", "answered_at"])
        _close_offer(offer, now)
    return offer


def lapse_offers(*, now: datetime | None = None) -> int:
    """Ends the offers that were not answered in time; each goes to the next of the list.

    Returns how many. Two of them at once share the work.
    """
    now = now or timezone.now()
    due = Booking.objects.filter(status=Booking.Status.OFFERED, lapses_at__lte=now)
    keys = list(due.order_by("lapses_at").values_list("pk", flat=True)[:BATCH])
    return sum(_lapse(pk, now) for pk in keys)


def _stands(offer: Booking, now: datetime) -> bool:
    return offer.status == Booking.Status.OFFERED and offer.answer_due > now


def _locked_with_offer(entry: WaitlistEntry) -> tuple[WaitlistEntry, Booking | None]:
    """Returns the entry and its offer as they are now; the entry is locked first, as everywhere
    here."""
    locked = lock_row(entry)
    return locked, _locked_offer(locked.offer_id) if locked.offer_id else None


def _locked_offer(pk: UUID) -> Booking | None:
    return (
        lock_rows(Booking.objects.all())
        .select_related("place__commune", "place__scope", "booked_for")
        .filter(pk=pk)
        .first()
    )


def _leave(by: Person, entry: WaitlistEntry, status: str, now: datetime) -> WaitlistEntry:
    by.require("workspaces.answer_offer", entry)
    with refusing(RULES):
        locked, offer = _locked_with_offer(entry)
        if not locked.is_open:
            return locked
        locked.status, locked.answered_at = status, now
        locked.save(update_fields=["status", "answered_at"])
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
    return locked


def _close_offer(offer: Booking, now: datetime) -> None:
    """Confirms an offer; if a host must approve, it becomes a request and releases its holds."""
    plan = plan_of(offer.place)
    held_ids = set(
        Hold.objects.filter(booking=offer, is_implied=False).values_list("resource_id", flat=True)
    )
    spaces = [space for space in plan.spaces if space.pk in held_ids]
    asking = [space for space in spaces if space.rules.needs_approval]
    if asking:
        offer.status = Booking.Status.REQUESTED
        offer.lapses_at = min(
            answer_due(space.rules, starts_at=offer.period.lower, now=now) for space in asking
        )
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
        request_notifications.notify_requested(offer, now=now)
        return
    offer.status, offer.lapses_at = Booking.Status.CONFIRMED, None
    offer.confirmed_at = now
    offer.save(update_fields=["status", "lapses_at", "confirmed_at"])
    change_charge(offer)
    notifications.notify_confirmed(
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


@retry_on_conflict
def _lapse(pk: UUID, now: datetime) -> bool:
    with refusing(RULES):
        entry = (
            lock_free_rows(WaitlistEntry.objects.all())
            .filter(offer=pk, status=Status.OFFERED)
            .first()
        )
        offer = _locked_offer(pk)
        if offer is None or offer.status != Booking.Status.OFFERED or _stands(offer, now):
            return False
        if entry is None and WaitlistEntry.objects.filter(offer=pk, status=Status.OFFERED).exists():
            return False  # Another transaction is answering it.
        offer.status, offer.lapses_at = Booking.Status.LAPSED, None
        offer.save(update_fields=["status", "lapses_at"])
        if entry is not None:
            entry.status, entry.answered_at = Status.LAPSED, now
            entry.save(update_fields=["status", "answered_at"])
        waitlist_notifications.notify_offer_lapsed(offer)
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
