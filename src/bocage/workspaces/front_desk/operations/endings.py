"""End of bookings by time alone: nobody came, or their hour is over. Nobody acts here.

Each is called by the clock, over and over: run twice, or by two workers at once, it does the
same as once. Rows that somebody else is changing are left to the next round.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Greatest, Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.retries import retry_on_conflict
from bocage.foundation.db.row_locks import lock_free_rows
from bocage.foundation.jobs.tasks import periodic
from bocage.workspaces.billing.errors import RULES
from bocage.workspaces.booking_rules.models import BookingRules
from bocage.workspaces.bookings import notifications
from bocage.workspaces.bookings.models import MAX_VISITORS, Visit
from bocage.workspaces.front_desk.models import SharedAddress
from bocage.workspaces.front_desk.operations.presence import publish_freed_rest
from bocage.workspaces.place_plans.plans import PlacePlan, plan_of, plans_of
from bocage.workspaces.scheduling.models.bookings import Booking, Hold

BATCH = 500
SCANNED_WITHIN = timedelta(days=30)
"""Time since the last scan of its code within which a place is deemed to record arrivals."""
Status = Booking.Status


@periodic("* * * * *", description=_("Libère les postes réservés où personne n’est venu"))
def release_unattended(*, now: datetime | None = None) -> int:
    """Releases unattended bookings, where the rules of the place say so; returns how many.

    The delay (`release_after_minutes`) runs from the start of the booking, or from a later
    decision: a booking that is confirmed, moved or restored leaves its person the time to come. Of
    several resources, the longest delay applies.
    """
    now = now or timezone.now()
    waiting = list(
        Booking.objects.filter(
            status=Status.CONFIRMED,
            booked_for__isnull=False,
            place__booking_rules__release_after_minutes__isnull=False,
            period__contains=now,
        )
        .select_related("place")
        .with_resources()
        .distinct()
    )
    plans = plans_of(list({booking.place_id: booking.place for booking in waiting}.values()))
    due = [booking for booking in waiting if _is_due(booking, plans[booking.place_id], now)]
    return sum(_release(booking.pk, now) for booking in due)


def _is_due(booking: Booking, plan: PlacePlan, now: datetime) -> bool:
    spaces = [plan.space(hold.resource_id) for hold in booking.requested_holds]
    delays = [space.rules.release_after_minutes for space in spaces if space is not None]
    if not delays or None in delays:
        return False
    delay = timedelta(minutes=max(filter(None, delays)))
    return bool(booking.awaited_since + delay <= now)


@retry_on_conflict
def _release(booking_id: UUID, now: datetime) -> bool:
    with refusing(RULES):
        booking = (
            lock_free_rows(Booking.objects.all())
            .select_related("place__commune", "booked_for")
            .with_resources()
            .filter(pk=booking_id, status=Status.CONFIRMED)
            .first()
        )
        # It may have been moved, or given other spaces, since the batch was read.
        if booking is None or not _is_due(booking, plan_of(booking.place), now):
            return False
        booking.status, booking.ended_at = Status.NO_SHOW, now
        booking.save(update_fields=["status", "ended_at"])
        publish_freed_rest(booking, since=now)
        notifications.notify_released(booking)
    return True


@dataclass
class Completed:
    """Counts of the rows written by a run of `complete_past_bookings`."""

    completed: int = 0
    no_shows: int = 0


@periodic("4-59/10 * * * *", description=_("Termine les réservations passées"))
def complete_past_bookings(*, now: datetime | None = None) -> Completed:
    """Ends the bookings whose period is over.

    A booking with a recorded arrival is completed. Without one, it is a no-show if the place
    records arrivals (it releases unattended bookings, or its code was scanned in the last 30 days);
    elsewhere it is completed and counts as a visit.
    """
    now = now or timezone.now()
    totals = Completed()
    while _complete_some(now, totals):
        pass
    return totals


@retry_on_conflict
def _complete_some(now: datetime, totals: Completed) -> bool:
    with refusing(RULES):
        rows = list(
            lock_free_rows(Booking.objects.all())
            .filter(status__in=(Status.CONFIRMED, Status.CHECKED_IN), period__endswith__lte=now)
            .order_by(Upper("period"))
            .values_list("pk", "place_id", "status")[:BATCH]
        )
        noting = _places_recording_presence({place_id for _pk, place_id, _status in rows}, now)
        checked_in = [pk for pk, _place_id, status in rows if status == Status.CHECKED_IN]
        confirmed = [(pk, place_id) for pk, place_id, status in rows if status == Status.CONFIRMED]
        absent = [pk for pk, place_id in confirmed if place_id in noting]
        presumed = [pk for pk, place_id in confirmed if place_id not in noting]
        _end(absent, Status.NO_SHOW)
        _end([*checked_in, *presumed], Status.COMPLETED)
        _end_visits(checked_in)
        _write_visits(presumed)
    totals.no_shows += len(absent)
    totals.completed += len(checked_in) + len(presumed)
    return len(rows) == BATCH


def _places_recording_presence(place_ids: Collection[UUID], now: datetime) -> set[UUID]:
    releasing = BookingRules.objects.filter(
        place__in=place_ids, release_after_minutes__isnull=False
    ).values_list("place_id", flat=True)
    scanned = SharedAddress.objects.filter(
        place__in=place_ids,
        kind=SharedAddress.Kind.CHECK_IN,
        last_used_at__gte=now - SCANNED_WITHIN,
    ).values_list("place_id", flat=True)
    return {place_id for place_id in (*releasing, *scanned) if place_id is not None}


def _end(booking_ids: list[UUID], status: str) -> None:
    if booking_ids:
        Booking.objects.filter(pk__in=booking_ids).update(status=status, ended_at=Upper("period"))


def _end_visits(booking_ids: list[UUID]) -> None:
    if not booking_ids:
        return
    end = Booking.objects.filter(pk=OuterRef("booking")).values(end=Upper("period"))
    Visit.objects.filter(booking__in=booking_ids, left_at=None).update(
        left_at=Greatest(F("arrived_at"), Subquery(end[:1]))
    )


def _write_visits(booking_ids: list[UUID]) -> None:
    """Writes the visits of bookings completed in places that do not record arrivals."""
    if not booking_ids:
        return
    resources = dict(
        Hold.objects.filter(booking__in=booking_ids, is_implied=False)
        .order_by("-resource__position", "-resource__name")
        .values_list("booking_id", "resource_id")
    )
    Visit.objects.bulk_create(
        (
            Visit(
                place_id=booking.place_id,
                resource_id=resources.get(booking.pk),
                booking=booking,
                person_id=booking.booked_for_id,
                people=min(booking.attendees, MAX_VISITORS),
                arrived_at=booking.period.lower,
                left_at=booking.period.upper,
            )
            for booking in Booking.objects.filter(pk__in=booking_ids)
        ),
        ignore_conflicts=True,
    )
