"""Requests: what waits for the agreement of a host, accepted, refused, discussed or lapsed.

A request holds nothing: rivals may ask for the same hour, and the acceptance of one refuses the
others in the same transaction (docs/decisions/workspaces-requests.md). All that a decision
touches is locked first, in one order, so that two hosts who decide at once never wait for each
other: the second reads what the first has done.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.constraints import refusing
from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.foundation.retries import retry_on_conflict
from bocage.foundation.row_locks import lock_free_rows, lock_rows
from bocage.people.models import Person
from bocage.workspaces import request_notices
from bocage.workspaces.booking_rules import Rules
from bocage.workspaces.elsewhere import Finder
from bocage.workspaces.errors import RULES, Taken
from bocage.workspaces.events import RequestLapsed
from bocage.workspaces.models import Booking, BookingMessage
from bocage.workspaces.operations.decisions import (
    confirm_request,
    given_to_a_rival,
    refuse_requests,
    write_refusal,
)
from bocage.workspaces.operations.transactions import (
    locked_booking,
)
from bocage.workspaces.request_errors import MessageEmpty, ReasonMissing, RequestSettled

MESSAGE_LENGTH = 1000
BATCH = 200
"""Rows that one run of a periodic task settles at most; the next run takes the rest."""


def answer_due(rules: Rules, *, starts_at: datetime, now: datetime) -> datetime:
    """Until when a host may answer a request made now: as the rules say, never past its start."""
    return min(now + timedelta(hours=rules.answer_within_hours), starts_at)


@retry_on_conflict
def accept_request(
    *, by: Person, booking: Booking, note: str = "", now: datetime | None = None
) -> Booking:
    """Agrees to a request. Its rivals are refused in the same transaction, and each is told
    why and what else is free. Done twice, it is harmless.

    Raises:
        NotAllowed: `by` does not run the place.
        RequestSettled: it waits for no answer any more (refused, withdrawn, lapsed, past).
        Taken: something holds the resource at that moment.
        PlaceClosed, PlaceNotOpen: the place takes nobody then.
    """
    _check_decides(by, booking)
    now = now or timezone.now()
    try:
        with refusing(RULES):
            locked, rivals = _locked_with_rivals(booking)
            if locked.status == Booking.Status.CONFIRMED and locked.decided_at is not None:
                return locked
            _check_waits(locked, now)
            confirm_request(locked, by=by, note=note, now=now)
            request_notices.tell_accepted(locked)
            finder = Finder(now=now, same_period_only=False)
            refuse_requests(rivals, by=by, reason=given_to_a_rival, finder=finder, now=now)
    except Taken:
        raise Taken(
            _("Une réservation tient déjà cet espace à ce moment : la demande ne peut l’avoir.")
        ) from None
    return locked


@retry_on_conflict
def refuse_request(
    *, by: Person, booking: Booking, reason: str, now: datetime | None = None
) -> Booking:
    """Refuses a request, and tells its person why and what else is free. Done twice, it is
    harmless, and the first reason stands.

    Raises:
        NotAllowed: `by` does not run the place.
        ReasonMissing: nothing says why.
        RequestSettled: it waits for no answer any more.
    """
    _check_decides(by, booking)
    if not reason.strip():
        raise ReasonMissing
    now = now or timezone.now()
    with refusing(RULES):
        locked = locked_booking(booking)
        if locked.status == Booking.Status.REFUSED:
            return locked
        _check_waits(locked, now)
        finder = Finder(now=now, same_period_only=False)
        write_refusal(locked, by=by, reason=reason, finder=finder, now=now)
    return locked


@retry_on_conflict
def ask_back(
    *, by: Person, booking: Booking, text: str, now: datetime | None = None
) -> BookingMessage:
    """Puts a question to the person who asks, before deciding. The time to answer goes on.

    Raises:
        NotAllowed: `by` does not run the place.
        MessageEmpty: there is no question.
        RequestSettled: the request waits for no answer any more.
    """
    _check_decides(by, booking)
    return _write(by, booking, text, is_from_host=True, now=now)


@retry_on_conflict
def answer_back(
    *, by: Person, booking: Booking, text: str, now: datetime | None = None
) -> BookingMessage:
    """Answers the question of the host, or adds a word to the request.

    Raises:
        NotAllowed: `by` did not ask for this booking.
        MessageEmpty: there is no answer.
        RequestSettled: the request waits for no answer any more.
    """
    if not by.has_perm("workspaces.answer_question", booking):
        raise NotAllowed
    return _write(by, booking, text, is_from_host=False, now=now)


def lapse_requests(*, now: datetime | None = None) -> int:
    """Ends the requests that nobody answered in time, and tells their people what else is free;
    those for a series are in `lapse_series_requests`.

    Returns how many. Two of them at once share the work.
    """
    now = now or timezone.now()
    due = Booking.objects.filter(status=Booking.Status.REQUESTED, series=None, lapses_at__lte=now)
    keys = list(due.order_by("lapses_at").values_list("pk", flat=True)[:BATCH])
    return sum(_lapse(pk, now) for pk in keys)


def remind_approvers(*, now: datetime | None = None) -> int:
    """Reminds whoever decides of the requests of which half of the time has gone by, once each;
    those for a series are in `remind_series_approvers`.

    Returns how many were told of.
    """
    now = now or timezone.now()
    waiting = Booking.objects.filter(
        status=Booking.Status.REQUESTED, series=None, reminded_at=None, lapses_at__gt=now
    )
    halfway = [
        request.pk
        for request in waiting.order_by("lapses_at").only("pk", "created_at", "lapses_at")
        if now >= request.created_at + (request.answer_due - request.created_at) / 2
    ]
    return sum(_remind(pk, now) for pk in halfway[:BATCH])


@retry_on_conflict
def _lapse(pk: UUID, now: datetime) -> bool:
    with refusing(RULES):
        booking = _locked_or_skipped(pk, Q(status=Booking.Status.REQUESTED, lapses_at__lte=now))
        if booking is None:
            return False
        booking.status, booking.lapses_at = Booking.Status.LAPSED, None
        booking.save(update_fields=["status", "lapses_at"])
        publish(
            RequestLapsed(
                booking_id=booking.pk,
                place_id=booking.place_id,
                booked_for_id=booking.holder.pk,
            )
        )
        finder = Finder(now=now, same_period_only=False)
        request_notices.tell_request_lapsed(booking, finder.instead_of(booking))
    return True


@retry_on_conflict
def _remind(pk: UUID, now: datetime) -> bool:
    with refusing(RULES):
        booking = _locked_or_skipped(pk, Q(status=Booking.Status.REQUESTED, reminded_at=None))
        if booking is None:
            return False
        booking.reminded_at = now
        booking.save(update_fields=["reminded_at"])
        request_notices.tell_still_waiting(booking)
    return True


def _locked_or_skipped(pk: UUID, still: Q) -> Booking | None:
    """The booking, unless another run is at it, or has done with it."""
    return (
        lock_free_rows(Booking.objects.all())
        .select_related("place__commune", "place__scope", "booked_for")
        .filter(still, pk=pk)
        .first()
    )


def _locked_with_rivals(booking: Booking) -> tuple[Booking, list[Booking]]:
    """The request and its rivals as they are now, locked in one order whoever decides."""
    rivals = Booking.objects.rivals_of(booking).values("pk")
    rows = list(
        lock_rows(Booking.objects.all())
        .select_related("place__commune", "booked_for", "series")
        .filter(Q(pk=booking.pk) | Q(pk__in=rivals, status=Booking.Status.REQUESTED))
        .order_by("pk")
    )
    [own] = [row for row in rows if row.pk == booking.pk]
    return own, [row for row in rows if row.pk != booking.pk]


def _check_decides(by: Person, booking: Booking) -> None:
    if not by.has_perm("workspaces.answer_request", booking):
        raise NotAllowed


def _check_waits(booking: Booking, now: datetime) -> None:
    is_request = booking.status == Booking.Status.REQUESTED
    if not is_request or min(booking.answer_due, booking.period.lower) <= now:
        state = Booking.Status.LAPSED if is_request else booking.status
        raise RequestSettled(
            _("Cette demande n’attend plus de réponse : elle est %(state)s.")
            % {"state": Booking.Status(state).label}
        )


def words_of_a_message(text: str) -> str:
    """What is kept of a message.

    Raises:
        MessageEmpty: there is nothing.
    """
    words = text.strip()[:MESSAGE_LENGTH]
    if not words:
        raise MessageEmpty
    return words


def _write(
    by: Person, booking: Booking, text: str, *, is_from_host: bool, now: datetime | None
) -> BookingMessage:
    words = words_of_a_message(text)
    with refusing(RULES):
        locked = locked_booking(booking)
        _check_waits(locked, now or timezone.now())
        message = BookingMessage.objects.create(
            booking=locked, author=by, text=words, is_from_host=is_from_host
        )
        tell = request_notices.tell_question if is_from_host else request_notices.tell_answer
        tell(locked, words)
    return message
