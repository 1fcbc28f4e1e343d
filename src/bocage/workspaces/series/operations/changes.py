"""Cancellation of a series, and its undoing: all future dates, or from one date on.

Past dates stay.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Max, QuerySet
from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.retries import retry_on_conflict
from bocage.foundation.db.row_locks import lock_row, lock_rows
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.workspaces.billing.errors import RULES
from bocage.workspaces.billing.models import Charge
from bocage.workspaces.billing.operations.charges import charge_again, void_charge
from bocage.workspaces.booking_refusals.errors import Taken
from bocage.workspaces.bookings.errors import NotCancellable, NotRestorable
from bocage.workspaces.bookings.events import BookingCancelled, BookingRestored
from bocage.workspaces.bookings.operations.cancellations import (
    NOTE_LENGTH,
    UNDO_DELAY,
    publish_freed,
)
from bocage.workspaces.place_plans.plans import plan_of
from bocage.workspaces.scheduling.models.bookings import Booking, Hold
from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.scheduling.operations.quotas import check_quotas, lock_person_under_quota
from bocage.workspaces.scheduling.recurrence import Recurrence
from bocage.workspaces.series import notifications
from bocage.workspaces.series.errors import OccurrencesTaken

Frequency = BookingSeries.Frequency
NOT_CANCELLED = (*Booking.OPEN, Booking.Status.COMPLETED, Booking.Status.NO_SHOW)


@retry_on_conflict
def cancel_series(
    *,
    by: Person,
    series: BookingSeries,
    from_day: date | None = None,
    note: str = "",
    now: datetime | None = None,
) -> BookingSeries:
    """Cancels the future dates of a series, from `from_day` on if given.

    Started dates stay. The series then ends before the first cancelled date, if any date remains.
    One mail is sent, unless its person withdraws a request, which was in no calendar.

    Raises:
        NotAllowed: `by` neither holds the series nor runs the place.
        NotCancellable: no date is to come.
    """
    now = now or timezone.now()
    with refusing(RULES):
        locked = locked_series(by, series)
        bookings = dates_to_come(locked, from_day, now)
        if not bookings:
            raise NotCancellable
        days = sorted(booking.occurs_on for booking in bookings if booking.occurs_on)
        because = _cancelling_party(by, locked)
        cancel_dates(bookings, by=by, series=locked, note=note, now=now)
        _end_before(locked, days[0])
        was_only_requested = all(booking.status == Booking.Status.REQUESTED for booking in bookings)
        if not was_only_requested or because != Booking.CancelledBecause.HOLDER:
            notifications.notify_cancelled(locked, cancelled=days, by=by, note=note.strip())
    return locked


def cancel_dates(
    bookings: Sequence[Booking], *, by: Person, series: BookingSeries, note: str, now: datetime
) -> None:
    """Cancels dates of a series that the transaction holds, and releases their holds; the caller
    notifies its person.
    """
    because = _cancelling_party(by, series)
    Booking.objects.filter(pk__in=[booking.pk for booking in bookings]).update(
        status=Booking.Status.CANCELLED,
        cancelled_at=now,
        cancelled_by=by,
        cancelled_because=because,
        cancellation_note=note.strip()[:NOTE_LENGTH],
        lapses_at=None,
        sequence=F("sequence") + 1,
    )
    charged = _charged(bookings)
    for booking in bookings:
        if booking.status in Booking.HOLDING:
            publish_freed(booking)
        if booking.pk in charged:
            booking.cancelled_because = because
            void_charge(booking, now=now)
        publish(
            BookingCancelled(
                booking_id=booking.pk,
                place_id=booking.place_id,
                booked_for_id=series.booked_for_id,
                because=because,
            )
        )


@retry_on_conflict
def restore_series(
    *, by: Person, series: BookingSeries, now: datetime | None = None
) -> BookingSeries:
    """Undoes the last cancellation of dates of a series within `UNDO_DELAY`, if all of them are
    still free. Idempotent. One mail is sent.

    Raises:
        NotAllowed: `by` neither holds the series nor runs the place.
        NotRestorable: it was cancelled too long ago, by a closure, or by another person.
        OccurrencesTaken: one of the dates was booked meanwhile; nothing is restored.
        PlaceClosed: the place has closed on one of them meanwhile.
        QuotaReached: other bookings have used the hours meanwhile.
    """
    now = now or timezone.now()
    try:
        with refusing(RULES):
            locked = locked_series(by, series)
            bookings = _just_cancelled(locked, by, now)
            if not bookings and locked.bookings.filter(status__in=Booking.OPEN).exists():
                return locked
            if not bookings:
                raise NotRestorable
            _restore(locked, bookings, by, now)
            _reach_again(
                locked, max(booking.occurs_on for booking in bookings if booking.occurs_on)
            )
            notifications.notify_restored(locked)
    except Taken as conflict:
        raise OccurrencesTaken from conflict
    return locked


def _just_cancelled(series: BookingSeries, by: Person, now: datetime) -> list[Booking]:
    """Returns the dates of the last cancellation by a person that can still be undone."""
    cancelled = series.bookings.select_related("place").filter(
        status=Booking.Status.CANCELLED,
        cancelled_by=by,
        cancelled_at__gte=now - UNDO_DELAY,
        confirmed_at__isnull=False,
        period__endswith__gt=now,
    )
    last = cancelled.exclude(cancelled_because=Booking.CancelledBecause.CLOSURE).aggregate(
        at=Max("cancelled_at")
    )["at"]
    return list(lock_rows(cancelled.filter(cancelled_at=last)).order_by("occurs_on"))


def _restore(series: BookingSeries, bookings: Sequence[Booking], by: Person, now: datetime) -> None:
    """Restores the bookings, with their charges, or raises the refusal of a violated constraint."""
    plan = plan_of(series.place)
    is_counted = any(space.rules.has_quota for space in plan.spaces) and not by.has_perm(
        "workspaces.book_for_somebody_else", series.place
    )
    if is_counted:
        lock_person_under_quota(series.booked_for)
    Booking.objects.filter(pk__in=[booking.pk for booking in bookings]).update(
        status=Booking.Status.CONFIRMED,
        confirmed_at=now,
        cancelled_at=None,
        cancelled_by=None,
        cancelled_because="",
        cancellation_note="",
        sequence=F("sequence") + 1,
    )
    charged, requested = _charged(bookings), requested_resources(bookings)
    for booking in bookings:
        booking.status = Booking.Status.CONFIRMED
        if booking.pk in charged:
            charge_again(booking)
        if is_counted:
            spaces = [space for space in plan.spaces if space.pk in requested[booking.pk]]
            check_quotas(person=series.booked_for, plan=plan, spaces=spaces, booking=booking)
        publish(
            BookingRestored(
                booking_id=booking.pk,
                place_id=booking.place_id,
                booked_for_id=series.booked_for_id,
            )
        )


def _reach_again(series: BookingSeries, last: date) -> None:
    """Extends to a day a series that its cancellation had ended; days of its rule until then that
    never had a booking stay excluded.
    """
    if Recurrence.of(series).named_days()[-1] < last:
        series.until, series.count = last, None
        booked = set(series.bookings.values_list("occurs_on", flat=True))
        series.skipped_on = [day for day in Recurrence.of(series).named_days() if day not in booked]
    series.sequence += 1
    series.save(update_fields=["until", "count", "skipped_on", "sequence"])


def locked_series(by: Person, series: BookingSeries) -> BookingSeries:
    """Locks a series until the end of the transaction, and returns its current row."""
    locked = lock_row(series, "place__commune", "booked_for")
    by.require("workspaces.change_series", locked)
    return locked


def dates_to_come(series: BookingSeries, from_day: date | None, now: datetime) -> list[Booking]:
    """Returns the active dates that have not begun, locked in the order of their days."""
    bookings: QuerySet[Booking] = series.bookings.select_related("place").filter(
        status__in=(Booking.Status.REQUESTED, Booking.Status.CONFIRMED),
        period__startswith__gt=now,
    )
    if from_day is not None:
        bookings = bookings.filter(occurs_on__gte=from_day)
    return list(lock_rows(bookings).order_by("occurs_on"))


def _cancelling_party(by: Person, series: BookingSeries) -> str:
    because = Booking.CancelledBecause
    return because.HOLDER if by.pk in {series.booked_for_id, series.created_by_id} else because.HOST


def _end_before(series: BookingSeries, first_gone: date) -> None:
    """Ends a series before a day, if it has earlier dates and no active date after."""
    before = [day for day in Recurrence.of(series).named_days() if day < first_gone]
    not_cancelled = series.bookings.filter(status__in=NOT_CANCELLED)
    if before and not not_cancelled.filter(occurs_on__gt=before[-1]).exists():
        cut_series(series, before[-1])
    else:
        series.sequence += 1
        series.save(update_fields=["sequence"])


def cut_series(series: BookingSeries, last: date) -> None:
    """Ends a series on a day; a change of its own for calendars."""
    series.until, series.count = last, None
    series.skipped_on = [day for day in series.skipped_on if day <= last]
    series.sequence += 1
    series.save(update_fields=["until", "count", "skipped_on", "sequence"])


def _charged(bookings: Sequence[Booking]) -> set[UUID]:
    """Returns those for which something may be due; one query."""
    return set(Charge.objects.filter(booking__in=bookings).values_list("booking", flat=True))


def requested_resources(bookings: Sequence[Booking]) -> dict[UUID, list[UUID]]:
    """Returns the resources requested by each booking, without the parts held with them;
    one query."""
    requested: dict[UUID, list[UUID]] = defaultdict(list)
    rows = Hold.objects.filter(booking__in=bookings, is_implied=False)
    for booking_id, resource_id in rows.values_list("booking_id", "resource_id"):
        requested[booking_id].append(resource_id)
    return requested
