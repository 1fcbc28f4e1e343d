"""Decisions written on a request, and refusals, of which each person is notified once."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.workspaces.billing.operations.charges import change_charge
from bocage.workspaces.bookings import request_notifications
from bocage.workspaces.bookings.events import BookingConfirmed, RequestConfirmed, RequestRefused
from bocage.workspaces.bookings.replacements import ReplacementFinder
from bocage.workspaces.scheduling.models.bookings import Booking

NOTE_LENGTH = 300
DECISION_FIELDS = (
    "status",
    "lapses_at",
    "confirmed_at",
    "decided_at",
    "decided_by",
    "decision_note",
    "reminded_at",
)


def confirm_request(booking: Booking, *, by: Person, note: str, now: datetime) -> None:
    """Confirms a request that the transaction holds, charges it and publishes it. The caller has
    checked the permission of `by`, and notifies the person.

    Raises:
        IntegrityError: a constraint of the database is violated.
    """
    _decide(booking, Booking.Status.CONFIRMED, by=by, note=note, now=now)
    change_charge(booking)
    publish(
        BookingConfirmed(
            booking_id=booking.pk,
            place_id=booking.place_id,
            booked_for_id=booking.holder.pk,
            starts_at=booking.period.lower,
            ends_at=booking.period.upper,
        )
    )
    publish(
        RequestConfirmed(
            booking_id=booking.pk,
            place_id=booking.place_id,
            booked_for_id=booking.holder.pk,
        )
    )


def record_refusal(booking: Booking, *, by: Person, reason: str, now: datetime) -> None:
    """Refuses a request that the transaction holds. The caller notifies the person."""
    _decide(booking, Booking.Status.REFUSED, by=by, note=reason, now=now)
    publish(
        RequestRefused(
            booking_id=booking.pk,
            place_id=booking.place_id,
            booked_for_id=booking.holder.pk,
        )
    )


def refuse_requests(
    requests: Iterable[Booking],
    *,
    by: Person,
    reason: Callable[[], str],
    finder: ReplacementFinder,
    now: datetime,
) -> None:
    """Refuses requests that the transaction holds; the dates of one series in one message.

    `reason` is called in the language of each person.
    """
    by_request: dict[UUID, list[Booking]] = defaultdict(list)
    for booking in requests:
        with translation.override(booking.holder.language):
            sentence = reason()
        record_refusal(booking, by=by, reason=sentence, now=now)
        by_request[booking.series_id or booking.pk].append(booking)
    for dates in by_request.values():
        request_notifications.notify_refused(dates, reason=dates[0].decision_note, finder=finder)


def given_to_a_rival() -> str:
    """Returns the reason of a rival's refusal, in the active language."""
    return _("Une autre demande pour ce moment vient d’être acceptée.")


def _decide(booking: Booking, status: str, *, by: Person, note: str, now: datetime) -> None:
    booking.status = status
    booking.lapses_at = booking.reminded_at = None
    booking.decided_at, booking.decided_by = now, by
    booking.decision_note = note.strip()[:NOTE_LENGTH]
    booking.confirmed_at = now if status == Booking.Status.CONFIRMED else None
    booking.save(update_fields=DECISION_FIELDS)
