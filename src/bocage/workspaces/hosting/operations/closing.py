"""Permanent closure of a place: bookings, requests and waits end with it."""

from datetime import datetime

from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.retries import retry_on_conflict
from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.territory.events import LandmarksChanged
from bocage.workspaces.hosting.events import PlaceClosedForGood
from bocage.workspaces.hosting.operations.closures import end_bookings
from bocage.workspaces.places.landmarks import WORKSPACE
from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.querysets import BookingQuerySet
from bocage.workspaces.waitlist import notifications
from bocage.workspaces.waitlist.errors import RULES
from bocage.workspaces.waitlist.models import WaitlistEntry
from bocage.workspaces.waitlist.operations.wait_endings import end_wait


def bookings_to_come(place: Place, *, now: datetime | None = None) -> BookingQuerySet:
    """Lists the open bookings, offers and requests of a place that have not begun, in order of
    time.
    """
    return (
        Booking.objects.filter(place=place, status__in=Booking.OPEN)
        .filter(period__startswith__gt=now or timezone.now())
        .select_related("place__commune", "booked_for")
        .order_by("period", "pk")
    )


@retry_on_conflict
def close_for_good(
    *, by: Person, place: Place, reason: str = "", now: datetime | None = None
) -> Place:
    """Closes a place for good. Idempotent; it can be published again.

    In one transaction, every future booking is cancelled, every request refused and every wait
    ended, and each person is notified once, with the same hour in the nearest places for lost
    bookings. People present stay until their end. Past data stays.

    Raises:
        NotAllowed: `by` does not run the place.
    """
    by.require("workspaces.change_place", place)
    now = now or timezone.now()
    with refusing(RULES):
        locked = Place.objects.select_for_update(of=("self",)).get(pk=place.pk)
        if locked.status != Place.Status.CLOSED:
            locked.status = Place.Status.CLOSED
            locked.save(update_fields=["status", "updated_at"])
            _end_everything(locked, by=by, reason=reason.strip(), now=now)
            publish(LandmarksChanged(kind=WORKSPACE))
    place.status = Place.Status.CLOSED
    return place


def _end_everything(place: Place, *, by: Person, reason: str, now: datetime) -> None:
    """Entries are locked before the bookings that they are offered, as everywhere."""
    entries = list(
        lock_rows(WaitlistEntry.objects.all())
        .select_related("place__commune", "person")
        .prefetch_related("resources")
        .filter(place=place, status__in=WaitlistEntry.OPEN)
        .order_by("created_at", "pk")
    )
    coming = bookings_to_come(place, now=now)
    affected = list(lock_rows(coming))
    end_bookings(affected, by=by, place=place, reason=reason, now=now)
    for entry in entries:
        has_offer = entry.status == WaitlistEntry.Status.OFFERED
        end_wait(entry)
        if entry.period.lower > now and not has_offer:
            notifications.notify_wait_ended(entry)
    publish(
        PlaceClosedForGood(
            place_id=place.pk, bookings_ended=len(affected), waits_ended=len(entries)
        )
    )
