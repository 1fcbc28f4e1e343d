"""Requests that a host must approve: accepted, refused, discussed or lapsed.

A request is for one booking, or for a series, which is answered once for all its dates: each date
is a booking of status `requested`. It holds nothing: rivals may request the same hour, and the
acceptance of one refuses the others in the same transaction
(docs/decisions/workspaces-requests.md). All rows of a decision are locked first (`request_locks`).
`series_requests` accepts series, of which a host may choose the dates.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.retries import retry_on_conflict
from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.workspaces.billing.errors import RULES
from bocage.workspaces.booking_refusals.errors import Taken
from bocage.workspaces.booking_rules.rules import Rules
from bocage.workspaces.bookings import request_notifications
from bocage.workspaces.bookings.errors import MessageEmpty, ReasonMissing
from bocage.workspaces.bookings.events import RequestLapsed
from bocage.workspaces.bookings.operations.decisions import (
    confirm_request,
    given_to_a_rival,
    refuse_requests,
)
from bocage.workspaces.bookings.operations.request_locks import (
    already_decided,
    check_decides,
    lock_dates,
    lock_request,
    lock_request_if_free,
    lock_waiting_dates,
    waits,
)
from bocage.workspaces.bookings.replacements import ReplacementFinder
from bocage.workspaces.bookings.requested_dates import bookings_of
from bocage.workspaces.scheduling.models.bookings import Booking, BookingMessage
from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.scheduling.querysets import BookingQuerySet

MESSAGE_LENGTH = 1000
BATCH = 200
"""Rows that one run of a periodic task settles at most; the next run takes the rest."""


def answer_due(rules: Rules, *, starts_at: datetime, now: datetime) -> datetime:
    """Returns until when a host may answer a request made now: as the rules say, never past its
    start.
    """
    return min(now + timedelta(hours=rules.answer_within_hours), starts_at)


@retry_on_conflict
def accept_request(
    *, by: Person, booking: Booking, note: str = "", now: datetime | None = None
) -> Booking:
    """Accepts a request. Its rivals are refused in the same transaction, and each is notified of
    the reason and of free alternatives. Idempotent.

    Raises:
        NotAllowed: `by` does not run the place.
        RequestAlreadyDecided: it is decided (refused, withdrawn, lapsed, past).
        Taken: something holds the resource at that moment.
        PlaceClosed, PlaceNotOpen: the place is closed then.
    """
    check_decides(by, booking)
    now = now or timezone.now()
    try:
        with refusing(RULES):
            locked, rivals = _locked_with_rivals(booking)
            if locked.status == Booking.Status.CONFIRMED and locked.decided_at is not None:
                return locked
            is_request = locked.status == Booking.Status.REQUESTED
            if not is_request or not waits(locked, now):
                raise already_decided(locked)
            confirm_request(locked, by=by, note=note, now=now)
            finder = ReplacementFinder(now=now, same_period_only=False)
            request_notifications.notify_accepted(locked, note=locked.decision_note, finder=finder)
            refuse_requests(rivals, by=by, reason=given_to_a_rival, finder=finder, now=now)
    except Taken:
        raise Taken(
            _("Une réservation tient déjà cet espace à ce moment : la demande ne peut l’avoir.")
        ) from None
    return locked


@retry_on_conflict
def refuse_request[R: Booking | BookingSeries](
    *, by: Person, request: R, reason: str, now: datetime | None = None
) -> R:
    """Refuses a request, and notifies its person of the reason and of free alternatives.
    Idempotent: the first reason stays.

    Raises:
        NotAllowed: `by` does not run the place.
        ReasonMissing: there is no reason.
        RequestAlreadyDecided: it no longer waits for an answer.
    """
    check_decides(by, request)
    if not reason.strip():
        raise ReasonMissing
    now = now or timezone.now()
    with refusing(RULES):
        locked = lock_request(request)
        waiting = [date for date in lock_dates(locked, Q()) if waits(date, now)]
        if not waiting and _is_refused(locked):
            return locked
        if not waiting:
            raise already_decided(locked)
        finder = ReplacementFinder(now=now, same_period_only=False)
        refuse_requests(waiting, by=by, reason=reason.strip, finder=finder, now=now)
        locked.refresh_from_db()
    return locked


@retry_on_conflict
def ask_back(
    *, by: Person, request: Booking | BookingSeries, text: str, now: datetime | None = None
) -> BookingMessage:
    """Sends a question to the person who made a request, before the decision. The deadline is
    unchanged.

    Raises:
        NotAllowed: `by` does not run the place.
        MessageEmpty: there is no question.
        RequestAlreadyDecided: the request no longer waits for an answer.
    """
    check_decides(by, request)
    words, now = _words_of_a_message(text), now or timezone.now()
    with refusing(RULES):
        locked = lock_request(request)
        lock_waiting_dates(locked, now)
        message = locked.messages.create(author=by, text=words, is_from_host=True)
        request_notifications.send_question(locked, words)
    return message


@retry_on_conflict
def answer_back(
    *, by: Person, request: Booking | BookingSeries, text: str, now: datetime | None = None
) -> BookingMessage:
    """Answers the question of the host, or adds a message to the request.

    Raises:
        NotAllowed: `by` did not make the request.
        MessageEmpty: there is no answer.
        RequestAlreadyDecided: the request no longer waits for an answer.
    """
    by.require("workspaces.answer_question", request)
    words, now = _words_of_a_message(text), now or timezone.now()
    with refusing(RULES):
        locked = lock_request(request)
        lock_waiting_dates(locked, now)
        message = locked.messages.create(author=by, text=words, is_from_host=False)
        request_notifications.send_answer(locked, words, now=now)
    return message


def lapse_requests(*, now: datetime | None = None) -> int:
    """Ends the requests without an answer in time, and sends free alternatives to their people.

    Returns how many. Concurrent runs share the work.
    """
    now = now or timezone.now()
    due = Booking.objects.filter(status=Booking.Status.REQUESTED, lapses_at__lte=now)
    return sum(_lapse(model, pk, now) for model, pk in _requests_of(due))


def remind_approvers(*, now: datetime | None = None) -> int:
    """Reminds those who decide of the requests of which half of the time has gone by, once each.

    Returns how many requests they were reminded of.
    """
    now = now or timezone.now()
    waiting = Booking.objects.filter(
        status=Booking.Status.REQUESTED, reminded_at=None, lapses_at__gt=now
    )
    halfway = [
        booking.pk
        for booking in waiting.only("pk", "created_at", "lapses_at")
        if now >= booking.created_at + (booking.answer_due - booking.created_at) / 2
    ]
    requests = _requests_of(Booking.objects.filter(pk__in=halfway))
    return sum(_remind(model, pk, now) for model, pk in requests)


def _requests_of(bookings: BookingQuerySet) -> list[tuple[type[Booking | BookingSeries], UUID]]:
    """Returns the requests of which these are dates, each once, the first due first."""
    first = bookings.order_by("lapses_at", "pk").values_list("pk", "series")[:BATCH]
    return list(
        dict.fromkeys((BookingSeries, series) if series else (Booking, pk) for pk, series in first)
    )


@retry_on_conflict
def _lapse(model: type[Booking | BookingSeries], pk: UUID, now: datetime) -> bool:
    with refusing(RULES):
        request = lock_request_if_free(model, pk)
        due = lock_dates(request, Q(lapses_at__lte=now)) if request is not None else []
        if not due:
            return False
        for booking in due:
            booking.status, booking.lapses_at = Booking.Status.LAPSED, None
            booking.save(update_fields=["status", "lapses_at"])
            publish(
                RequestLapsed(
                    booking_id=booking.pk,
                    place_id=booking.place_id,
                    booked_for_id=booking.holder.pk,
                )
            )
        request_notifications.notify_lapsed(
            due, finder=ReplacementFinder(now=now, same_period_only=False)
        )
    return True


@retry_on_conflict
def _remind(model: type[Booking | BookingSeries], pk: UUID, now: datetime) -> bool:
    with refusing(RULES):
        request = lock_request_if_free(model, pk)
        dates = lock_dates(request, Q(reminded_at=None)) if request is not None else []
        if request is None or not any(waits(date, now) for date in dates):
            return False
        for booking in dates:
            booking.reminded_at = now
            booking.save(update_fields=["reminded_at"])
        request_notifications.notify_still_waiting(request, now=now)
    return True


def _locked_with_rivals(booking: Booking) -> tuple[Booking, list[Booking]]:
    """Returns the request and its rivals as they are now, locked in one order whoever decides."""
    rivals = Booking.objects.rivals_of(booking).values("pk")
    rows = list(
        lock_rows(Booking.objects.all())
        .select_related("place__commune", "booked_for", "series")
        .filter(Q(pk=booking.pk) | Q(pk__in=rivals, status=Booking.Status.REQUESTED))
        .order_by("pk")
    )
    [locked] = [row for row in rows if row.pk == booking.pk]
    return locked, [row for row in rows if row.pk != booking.pk]


def _is_refused(request: Booking | BookingSeries) -> bool:
    """Checks whether its last answer was a refusal."""
    decided = bookings_of(request).exclude(decided_at=None)
    last = decided.aggregate(at=Max("decided_at"))["at"]
    last_answer = decided.filter(decided_at=last)
    return last is not None and not last_answer.exclude(status=Booking.Status.REFUSED).exists()


def _words_of_a_message(text: str) -> str:
    """Returns the cleaned text of a message.

    Raises:
        MessageEmpty: there is nothing.
    """
    words = text.strip()[:MESSAGE_LENGTH]
    if not words:
        raise MessageEmpty
    return words
