"""Reminders before a booking, when its person prefers."""

from datetime import datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.retries import retry_on_conflict
from bocage.foundation.db.row_locks import lock_free_rows
from bocage.people.models import Person
from bocage.workspaces.billing.errors import RULES
from bocage.workspaces.bookings import notifications
from bocage.workspaces.bookings.models import ReminderChoice
from bocage.workspaces.bookings.operations.requests import BATCH
from bocage.workspaces.opening_hours.availability import PARIS, local_day
from bocage.workspaces.scheduling.models.bookings import Booking

EVENING = time(17)
"""Time of the reminder on the day before, in the local time of the place."""
HOUR = timedelta(hours=1)
AHEAD = timedelta(hours=48)
"""No reminder leaves earlier than this before its booking."""

When = ReminderChoice.When


def choose_reminders(*, by: Person, person: Person, preference: str) -> ReminderChoice:
    """Stores when a person is reminded of their bookings.

    Raises:
        NotAllowed: `by` may not update the profile of `person`.
    """
    by.require("people.update_profile", person)
    choice, _is_new = ReminderChoice.objects.update_or_create(
        person=person, defaults={"when": preference}
    )
    return choice


def send_reminders(*, now: datetime | None = None) -> int:
    """Reminds people of the bookings that come soon, once each. Returns how many were due.

    A person who books after their reminder would have been sent is not reminded. Two concurrent
    runs share the work.
    """
    now = now or timezone.now()
    coming = (
        Booking.objects.filter(
            status=Booking.Status.CONFIRMED,
            reminded_at=None,
            period__startswith__gt=now,
            period__startswith__lte=now + AHEAD,
        )
        .order_by("period", "pk")
        .values_list("pk", "period", "confirmed_at", "booked_for__reminder_choice__when")
    )
    due = [
        pk
        for pk, period, confirmed_at, choice in coming
        if _is_due(period.lower, confirmed_at, choice or When.DAY_BEFORE, now)
    ]
    return sum(_send(pk, now) for pk in due[:BATCH])


def reminder_time(starts_at: datetime, choice: str) -> datetime | None:
    """Returns when the reminder of a booking is sent: an hour before, or at 17:00 (Europe/Paris)
    the day before; None where its person wants none.
    """
    if choice == When.NEVER:
        return None
    if choice == When.HOUR_BEFORE:
        return starts_at - HOUR
    return datetime.combine(local_day(starts_at) - timedelta(days=1), EVENING, PARIS)


def _is_due(starts_at: datetime, confirmed_at: datetime | None, choice: str, now: datetime) -> bool:
    moment = reminder_time(starts_at, choice)
    return moment is not None and moment <= now and (confirmed_at or moment) <= moment


@retry_on_conflict
def _send(pk: UUID, now: datetime) -> bool:
    with refusing(RULES):
        booking = (
            lock_free_rows(Booking.objects.all())
            .select_related("place__commune", "booked_for")
            .filter(pk=pk, status=Booking.Status.CONFIRMED, reminded_at=None)
            .first()
        )
        if booking is None:
            return False
        booking.reminded_at = now
        booking.save(update_fields=["reminded_at"])
        notifications.send_reminder(booking, now=now)
    return True
