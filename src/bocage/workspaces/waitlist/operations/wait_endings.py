"""Waits that end without an answer: their period is over, or their spaces are withdrawn."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.retries import retry_on_conflict
from bocage.foundation.db.row_locks import lock_free_rows, lock_rows
from bocage.workspaces.bookings.operations.cancellations import on_offer_cancelled
from bocage.workspaces.bookings.operations.requests import BATCH
from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.search.models import UnmetWish
from bocage.workspaces.waitlist import notifications
from bocage.workspaces.waitlist.errors import RULES
from bocage.workspaces.waitlist.models import WaitedSpace, WaitlistEntry

Status = WaitlistEntry.Status


def expire_entries(*, now: datetime | None = None) -> int:
    """Ends the waits whose period is over, and those that can no longer be booked: a place that
    accepts nobody, spaces that were all withdrawn. Returns how many.

    A started period still waits: a no-show, or a person who leaves early, frees the rest of it.
    Unmet wishes are stored for the reports, without the person.
    """
    now = now or timezone.now()
    still_booked = WaitedSpace.objects.filter(entry=OuterRef("pk"), resource__is_active=True)
    over = (
        Q(period__endswith__lte=now)
        | ~Q(place__status=Place.Status.PUBLISHED)
        | (Q(is_for_any=False) & ~Exists(still_booked))
    )
    waiting = WaitlistEntry.objects.filter(over, status=Status.WAITING)
    keys = list(waiting.order_by("created_at").values_list("pk", flat=True)[:BATCH])
    return sum(_expire(pk, now) for pk in keys)


@retry_on_conflict
def _expire(pk: UUID, now: datetime) -> bool:
    with refusing(RULES):
        entry = (
            lock_free_rows(WaitlistEntry.objects.all())
            .select_related("place__commune", "person")
            .filter(pk=pk, status=Status.WAITING)
            .first()
        )
        if entry is None:
            return False
        end_wait(entry)
        if entry.period.upper > now:
            notifications.notify_wait_ended(entry)
    return True


def end_wait(entry: WaitlistEntry) -> None:
    """Ends a wait that the transaction holds; its wish is stored without the person."""
    entry.status, entry.offer = Status.EXPIRED, None
    entry.save(update_fields=["status", "offer"])
    UnmetWish.objects.create(
        place=entry.place,
        kind=entry.kind,
        period=entry.period,
        attendees=entry.attendees,
        reason=UnmetWish.Reason.WAITLIST,
    )


@on_offer_cancelled
def give_offer_back(booking: Booking, now: datetime) -> None:
    """Declines the entry whose offer is cancelled by its person; otherwise the entry waits again,
    at its rank in the list.
    """
    entry = lock_rows(WaitlistEntry.objects.all()).filter(offer=booking).first()
    if entry is None or entry.status != Status.OFFERED:
        return
    if booking.cancelled_because == Booking.CancelledBecause.HOLDER:
        entry.status, entry.answered_at = Status.DECLINED, now
    else:
        entry.status, entry.offer = Status.WAITING, None
    entry.save(update_fields=["status", "answered_at", "offer"])
