"""Closures of a place, or of one of its spaces, and the bookings that they cancel."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.retries import retry_on_conflict
from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.workspaces.booking_refusals.periods import as_interval
from bocage.workspaces.bookings.events import SlotFreed
from bocage.workspaces.bookings.operations.cancellations import (
    record_cancellation,
    write_cancellation,
)
from bocage.workspaces.bookings.operations.decisions import refuse_requests
from bocage.workspaces.bookings.replacements import ReplacementFinder
from bocage.workspaces.hosting.errors import ClosureMeetsMore
from bocage.workspaces.hosting.events import PlaceClosureDecided
from bocage.workspaces.opening_hours.models import Closure
from bocage.workspaces.place_plans.plans import plan_of
from bocage.workspaces.places.models import Place, Resource
from bocage.workspaces.scheduling.models.bookings import Booking, Hold
from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.scheduling.querysets import BookingQuerySet
from bocage.workspaces.series import notifications as series_notifications
from bocage.workspaces.waitlist.errors import RULES


def bookings_affected(
    *, place: Place, period: Any, resource: Resource | None = None, now: datetime | None = None
) -> list[Booking]:
    """Returns the bookings, offers and requests to come that a closure would end, the first to come
    first, with the resources of each.
    """
    now = now or timezone.now()
    candidates = _affected(place=place, period=period, resource=resource, now=now)
    return list(candidates.with_resources())


@retry_on_conflict
def close_place(
    *,
    by: Person,
    place: Place,
    period: Any,
    reason: str = "",
    resource: Resource | None = None,
    seen_ids: Collection[UUID] | None = None,
    now: datetime | None = None,
) -> Closure:
    """Closes a place, or one of its resources with its parts, for a period.

    Every booking to come that it meets is cancelled in the same transaction, every request is
    refused, and each person is notified, with the same period in the nearest places that are free.
    A concurrent booking either comes before (and its person is notified) or meets the closure.
    `seen_ids` are the bookings that the host knows to be cancelled by it.

    Raises:
        NotAllowed: `by` does not run the place.
        PeriodInvalid: the period is empty or backwards.
        ClosureMeetsMore: somebody has booked since the host looked; nothing is closed.
    """
    by.require("workspaces.change_place", place)
    start, end = as_interval(period)
    now = now or timezone.now()
    with refusing(RULES):
        _lock(place)
        closure = Closure.objects.create(
            place=place,
            resource=resource,
            period=DateTimeTZRange(start, end, "[)"),
            reason=reason.strip(),
            created_by=by,
        )
        place.refresh_from_db(fields=["plan_version"])
        candidates = _affected(place=place, period=(start, end), resource=resource, now=now)
        affected = list(lock_rows(candidates))
        if seen_ids is not None and any(booking.pk not in seen_ids for booking in affected):
            raise ClosureMeetsMore
        end_bookings(affected, by=by, place=place, reason=reason.strip(), now=now)
        publish(
            PlaceClosureDecided(
                closure_id=closure.pk, place_id=place.pk, bookings_cancelled=len(affected)
            )
        )
    place.refresh_from_db(fields=["plan_version"])
    return closure


def reopen_place(*, by: Person, closure: Closure) -> None:
    """Removes a closure. The bookings that it cancelled stay so, since their people were notified.
    Its period is offered to the waiting list.

    Raises:
        NotAllowed: `by` does not run the place.
    """
    by.require("workspaces.change_place", closure.place)
    with refusing(RULES):
        publish(
            SlotFreed(
                place_id=closure.place_id,
                starts_at=closure.period.lower,
                ends_at=closure.period.upper,
            )
        )
        closure.delete()


def _affected(
    *, place: Place, period: Any, resource: Resource | None, now: datetime
) -> BookingQuerySet:
    start, end = as_interval(period)
    bookings = (
        Booking.objects.filter(place=place, status__in=Booking.OPEN)
        .meeting(start, end)
        .filter(period__endswith__gt=now)
        .select_related("place__commune", "booked_for")
        .order_by("period", "pk")
    )
    if resource is None:
        return bookings
    plan = plan_of(place)
    space = plan.space(resource.pk)
    closed = plan.held_with(space) if space else {resource.pk}
    return bookings.filter(pk__in=Hold.objects.filter(resource__in=closed).values("booking"))


def end_bookings(
    affected: Iterable[Booking], *, by: Person, place: Place, reason: str, now: datetime
) -> None:
    """Ends the bookings affected by a closure. The caller has checked the permission.

    Alternatives are searched once for all who lose the same moment, with the closure already
    applied, so that a place never offers a closed period. A person who loses several dates of a
    series is notified of all in one message.
    """
    place.refresh_from_db(fields=["plan_version"])
    finder = ReplacementFinder(now=now, same_period_only=True)
    requests: list[Booking] = []
    of_series: dict[UUID, list[Booking]] = defaultdict(list)
    for booking in affected:
        booking.place.plan_version = place.plan_version
        if booking.status == Booking.Status.REQUESTED:
            requests.append(booking)
        elif booking.series_id is not None:
            of_series[booking.series_id].append(booking)
        else:
            write_cancellation(
                booking,
                by=by,
                because=Booking.CancelledBecause.CLOSURE,
                note=reason,
                now=now,
                replacements=finder.instead_of(booking),
            )
    refuse_requests(
        requests, by=by, reason=lambda: reason or _closed_then(), finder=finder, now=now
    )
    for series_id, dates in of_series.items():
        for booking in dates:
            because = Booking.CancelledBecause.CLOSURE
            record_cancellation(booking, by=by, because=because, note=reason, now=now)
        _notify_dates_lost(series_id, dates, reason=reason, finder=finder)


def _notify_dates_lost(
    series_id: UUID, dates: list[Booking], *, reason: str, finder: ReplacementFinder
) -> None:
    """Notifies the person of a series once of all its cancelled dates; calendars are updated."""
    BookingSeries.objects.filter(pk=series_id).update(sequence=F("sequence") + 1)
    series = BookingSeries.objects.select_related("place__commune", "booked_for").get(pk=series_id)
    series_notifications.notify_dates_lost(series, dates, note=reason, finder=finder)


def _closed_then() -> str:
    return _("Le lieu sera fermé à ce moment.")


def _lock(place: Place) -> None:
    """Waits for the bookings in course, which hold the row, and keeps new ones waiting."""
    Place.objects.select_for_update(of=("self",)).only("pk").get(pk=place.pk)
