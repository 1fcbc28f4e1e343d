"""Cancelling a booking, and taking the cancellation back."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.retries import retry_on_conflict
from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.foundation.registry import Registry, qualified_name
from bocage.people.models import Person
from bocage.workspaces.billing.errors import RULES
from bocage.workspaces.billing.operations.charges import charge_again, void_charge
from bocage.workspaces.bookings import notifications
from bocage.workspaces.bookings.errors import NotCancellable, NotRestorable
from bocage.workspaces.bookings.events import BookingCancelled, BookingRestored, SlotFreed
from bocage.workspaces.bookings.replacements import Replacement
from bocage.workspaces.place_plans.plans import PlacePlan, Space, plan_of
from bocage.workspaces.scheduling.models.bookings import Booking, Hold
from bocage.workspaces.scheduling.operations.quotas import check_quotas, lock_person_under_quota
from bocage.workspaces.scheduling.operations.transactions import locked_booking

UNDO_DELAY = timedelta(minutes=10)
"""Time for which a cancellation can be undone."""

NOTE_LENGTH = 300
CANCELLATION_FIELDS = (
    "status",
    "cancelled_at",
    "cancelled_by",
    "cancelled_because",
    "cancellation_note",
    "lapses_at",
    "sequence",
)
"""Fields written by a cancellation, and by its undoing."""
WITHOUT_A_MAIL = (Booking.Status.REQUESTED, Booking.Status.OFFERED)

_offer_hooks = Registry[Callable[[Booking, datetime], None]](name=qualified_name)

on_offer_cancelled = _offer_hooks.add
"""Registers a hook on the cancellation of an offer, called within the transaction."""


@retry_on_conflict
def cancel_booking(
    *,
    by: Person,
    booking: Booking,
    because: str = "",
    note: str = "",
    now: datetime | None = None,
) -> Booking:
    """Cancels a booking and releases its holds. Idempotent.

    `because` is the holder or the host, derived from `by` where it is empty.

    Raises:
        NotAllowed: `by` neither holds the booking nor runs the place, or it has begun.
        NotCancellable: it is over, or was refused.
    """
    now = now or timezone.now()
    if not by.has_perm("workspaces.cancel_booking", booking):
        if by.has_perm("workspaces.see_booking", booking):
            raise NotCancellable
        raise NotAllowed
    with refusing(RULES):
        locked = locked_booking(booking)
        if locked.status == Booking.Status.CANCELLED:
            return locked
        if not locked.is_open or locked.period.upper <= now:
            raise NotCancellable
        write_cancellation(
            locked, by=by, because=because or _cancelling_party(by, locked), note=note, now=now
        )
    return locked


@retry_on_conflict
def restore_booking(*, by: Person, booking: Booking, now: datetime | None = None) -> Booking:
    """Takes a cancellation back within `UNDO_DELAY`, where the resources are still free.
    Idempotent.

    Raises:
        NotAllowed: `by` neither holds the booking nor runs the place.
        NotRestorable: it was cancelled too long ago, by a closure, or by somebody else; or it
            was not confirmed yet.
        Taken: somebody has booked it meanwhile.
        PlaceClosed: the place has closed meanwhile.
        QuotaReached: other bookings have used the hours meanwhile.
    """
    now = now or timezone.now()
    by.require("workspaces.restore_booking", booking)
    with refusing(RULES):
        locked = locked_booking(booking)
        if locked.is_open:
            return locked
        if not _is_restorable(by, locked, now):
            raise NotRestorable
        plan = plan_of(locked.place)
        spaces = _requested_spaces(locked, plan)
        is_counted = any(space.rules.has_quota for space in spaces) and not by.has_perm(
            "workspaces.book_for_somebody_else", locked.place
        )
        if is_counted:
            lock_person_under_quota(locked.booked_for)
        locked.status = Booking.Status.CONFIRMED
        locked.cancelled_at = locked.cancelled_by = None
        locked.cancelled_because = locked.cancellation_note = ""
        locked.sequence += 1
        locked.confirmed_at = now
        locked.save(update_fields=[*CANCELLATION_FIELDS, "confirmed_at"])
        charge_again(locked)
        if is_counted:
            check_quotas(person=locked.booked_for, plan=plan, spaces=spaces, booking=locked)
        publish(
            BookingRestored(
                booking_id=locked.pk,
                place_id=locked.place_id,
                booked_for_id=locked.booked_for_id,
            )
        )
        notifications.notify_restored(locked)
    return locked


def _requested_spaces(booking: Booking, plan: PlacePlan) -> list[Space]:
    resource_ids = set(
        Hold.objects.filter(booking=booking, is_implied=False).values_list("resource_id", flat=True)
    )
    return [space for space in plan.spaces if space.pk in resource_ids]


def write_cancellation(
    booking: Booking,
    *,
    by: Person,
    because: str,
    note: str,
    now: datetime,
    replacements: Sequence[Replacement] = (),
) -> None:
    """Cancels a booking that the transaction holds, and notifies its person. The caller has checked
    the permission.

    A withdrawn request, or a declined offer, was in no calendar: no mail is sent.
    """
    was = booking.status
    record_cancellation(booking, by=by, because=because, note=note, now=now)
    if was not in WITHOUT_A_MAIL or because != Booking.CancelledBecause.HOLDER:
        notifications.notify_cancelled(booking, replacements=replacements)


def record_cancellation(
    booking: Booking, *, by: Person, because: str, note: str, now: datetime
) -> None:
    """Cancels a booking that the transaction holds; the caller notifies its person."""
    was = booking.status
    booking.status = Booking.Status.CANCELLED
    booking.cancelled_at = now
    booking.cancelled_by = by
    booking.cancelled_because = because
    booking.cancellation_note = note.strip()[:NOTE_LENGTH]
    booking.lapses_at = None
    booking.sequence += 1
    booking.save(update_fields=CANCELLATION_FIELDS)
    void_charge(booking, now=now)
    publish(
        BookingCancelled(
            booking_id=booking.pk,
            place_id=booking.place_id,
            booked_for_id=booking.booked_for_id,
            because=booking.cancelled_because,
        )
    )
    if was in Booking.HOLDING:
        publish_freed(booking)
    if was == Booking.Status.OFFERED:
        for follow in _offer_hooks:
            follow(booking, now)


def publish_freed(booking: Booking) -> None:
    """Publishes that the period of a booking is free; a task then offers it to the waiting list."""
    publish(
        SlotFreed(
            place_id=booking.place_id,
            starts_at=booking.period.lower,
            ends_at=booking.period.upper,
        )
    )


def _cancelling_party(by: Person, booking: Booking) -> str:
    holders = {booking.booked_for_id, booking.created_by_id}
    because = Booking.CancelledBecause
    return because.HOLDER if by.pk in holders else because.HOST


def _is_restorable(by: Person, booking: Booking, now: datetime) -> bool:
    return (
        booking.status == Booking.Status.CANCELLED
        and booking.cancelled_because != Booking.CancelledBecause.CLOSURE
        and booking.cancelled_by_id == by.pk
        and booking.cancelled_at is not None
        and now - booking.cancelled_at <= UNDO_DELAY
        and booking.period.upper > now
        and booking.confirmed_at is not None
    )
