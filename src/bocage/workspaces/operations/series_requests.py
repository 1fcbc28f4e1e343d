"""A series that is asked for: one request with all its dates, answered once.

Each date is a booking of status `requested`, which holds nothing. One answer settles them all:
those that are accepted hold from then on and refuse their rivals, the others are refused, and
the person is told in one message (docs/decisions/workspaces-series.md). The series is locked
first, then its dates and their rivals in one order, as for single requests.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.db.models import Max, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from bocage.foundation.constraints import giving_way, refusing
from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.foundation.retries import retry_on_conflict
from bocage.foundation.row_locks import lock_free_rows, lock_row, lock_rows
from bocage.people.models import Person
from bocage.workspaces import series_request_notices
from bocage.workspaces.elsewhere import Finder
from bocage.workspaces.errors import RULES, Taken
from bocage.workspaces.events import RequestLapsed, SeriesBooked
from bocage.workspaces.models import Booking, BookingMessage, BookingSeries
from bocage.workspaces.operations.decisions import (
    confirm_request,
    given_to_a_rival,
    record_refusal,
    refuse_requests,
)
from bocage.workspaces.operations.requests import BATCH, words_of_a_message
from bocage.workspaces.request_errors import ReasonMissing, RequestSettled
from bocage.workspaces.series_errors import DatesNotFree, SeriesEmpty

Status = Booking.Status


@retry_on_conflict
def accept_series(
    *,
    by: Person,
    series: BookingSeries,
    days: Collection[date] | None = None,
    note: str = "",
    now: datetime | None = None,
) -> BookingSeries:
    """Agrees to a series that is asked for: to the `days` given, or to all that are free.

    `days` are days of the rule. The dates that are not accepted are refused: one answer settles
    the request. `note` is told to the person, and is the reason of what is refused. Done twice,
    it is harmless.

    Raises:
        NotAllowed: `by` does not run the place.
        RequestSettled: it waits for no answer any more.
        SeriesEmpty: `days` names no date.
        DatesNotFree: some of `days` are taken, or wait no more; nothing is decided yet.
        Taken: all its dates are taken.
    """
    _check_decides(by, series)
    now = now or timezone.now()
    with refusing(RULES):
        locked, waiting, rivals = _locked_with_rivals(series, now)
        if not waiting and _is_accepted(locked, days):
            return locked
        if not waiting:
            raise RequestSettled
        accepted = _confirmed(waiting, by=by, days=days, note=note, now=now)
        refused = [one for one in waiting if one not in accepted]
        for one in refused:
            record_refusal(one, by=by, reason=note or _why_not(one, days), now=now)
        locked.sequence += 1
        locked.save(update_fields=["sequence"])
        publish(
            SeriesBooked(
                series_id=locked.pk, place_id=locked.place_id, booked_for_id=locked.booked_for_id
            )
        )
        finder = Finder(now=now, same_period_only=False)
        series_request_notices.tell_accepted(
            locked, refused=refused, note=note.strip(), finder=finder
        )
        beaten = set(Booking.objects.rivals_of(*accepted).values_list("pk", flat=True))
        refuse_requests(
            [rival for rival in rivals if rival.pk in beaten],
            by=by,
            reason=given_to_a_rival,
            finder=finder,
            now=now,
        )
    return locked


@retry_on_conflict
def refuse_series(
    *, by: Person, series: BookingSeries, reason: str, now: datetime | None = None
) -> BookingSeries:
    """Refuses a series that is asked for, and tells its person why and what else is free. Done
    twice, it is harmless, and the first reason stands.

    Raises:
        NotAllowed: `by` does not run the place.
        ReasonMissing: nothing says why.
        RequestSettled: it waits for no answer any more.
    """
    _check_decides(by, series)
    if not reason.strip():
        raise ReasonMissing
    now = now or timezone.now()
    with refusing(RULES):
        locked = _locked(series)
        waiting = _waiting(locked, now)
        if not waiting and _is_refused(locked):
            return locked
        if not waiting:
            raise RequestSettled
        finder = Finder(now=now, same_period_only=False)
        refuse_requests(waiting, by=by, reason=reason.strip, finder=finder, now=now)
    return locked


@retry_on_conflict
def ask_about_series(
    *, by: Person, series: BookingSeries, text: str, now: datetime | None = None
) -> BookingMessage:
    """Puts a question to the person who asks for a series. The time to answer goes on.

    Raises:
        NotAllowed: `by` does not run the place.
        MessageEmpty: there is no question.
        RequestSettled: the request waits for no answer any more.
    """
    _check_decides(by, series)
    words = words_of_a_message(text)
    with refusing(RULES):
        locked = _locked_while_it_waits(series, now or timezone.now())
        message = BookingMessage.objects.create(
            series=locked, author=by, text=words, is_from_host=True
        )
        series_request_notices.tell_question(locked, words)
    return message


@retry_on_conflict
def answer_about_series(
    *, by: Person, series: BookingSeries, text: str, now: datetime | None = None
) -> BookingMessage:
    """Answers the question of the host about a series, or adds a word to the request.

    Raises:
        NotAllowed: `by` did not ask for this series.
        MessageEmpty: there is no answer.
        RequestSettled: the request waits for no answer any more.
    """
    if not by.has_perm("workspaces.answer_series_question", series):
        raise NotAllowed
    words, now = words_of_a_message(text), now or timezone.now()
    with refusing(RULES):
        locked = _locked_while_it_waits(series, now)
        message = BookingMessage.objects.create(
            series=locked, author=by, text=words, is_from_host=False
        )
        series_request_notices.tell_answer(locked, words, now=now)
    return message


def lapse_series_requests(*, now: datetime | None = None) -> int:
    """Ends the series that nobody answered for in time, and tells their people what else is free.

    Returns how many. Two of them at once share the work.
    """
    now = now or timezone.now()
    return sum(_lapse(pk, now) for pk in _series_with(Q(lapses_at__lte=now)))


def remind_series_approvers(*, now: datetime | None = None) -> int:
    """Reminds whoever decides of the series of which half of the time has gone by, once each.

    Returns how many were told of.
    """
    now = now or timezone.now()
    waiting = Booking.objects.filter(
        status=Status.REQUESTED, series__isnull=False, reminded_at=None, lapses_at__gt=now
    )
    halfway = {
        one.series_id
        for one in waiting.only("series_id", "created_at", "lapses_at")
        if one.series_id and now >= one.created_at + (one.answer_due - one.created_at) / 2
    }
    return sum(_remind(pk, now) for pk in sorted(halfway)[:BATCH])


def _series_with(due: Q) -> list[UUID]:
    bookings = Booking.objects.filter(due, status=Status.REQUESTED, series__isnull=False)
    return list(bookings.order_by("series").values_list("series", flat=True).distinct()[:BATCH])


@retry_on_conflict
def _lapse(pk: UUID, now: datetime) -> bool:
    with refusing(RULES):
        series = _locked_or_skipped(pk)
        due = [] if series is None else _requested(series, Q(lapses_at__lte=now))
        if not due:
            return False
        for one in due:
            one.status, one.lapses_at = Status.LAPSED, None
            one.save(update_fields=["status", "lapses_at"])
            publish(
                RequestLapsed(booking_id=one.pk, place_id=one.place_id, booked_for_id=one.holder.pk)
            )
        finder = Finder(now=now, same_period_only=False)
        series_request_notices.tell_lapsed(due, finder=finder)
    return True


@retry_on_conflict
def _remind(pk: UUID, now: datetime) -> bool:
    with refusing(RULES):
        series = _locked_or_skipped(pk)
        waiting = [] if series is None else _requested(series, Q(reminded_at=None))
        if series is None or not any(_still_waits(one, now) for one in waiting):
            return False
        for one in waiting:
            one.reminded_at = now
            one.save(update_fields=["reminded_at"])
        series_request_notices.tell_still_waiting(series, now=now)
    return True


def _check_decides(by: Person, series: BookingSeries) -> None:
    if not by.has_perm("workspaces.answer_series_request", series):
        raise NotAllowed


def _locked(series: BookingSeries) -> BookingSeries:
    """The series as it is now, kept from other answers until the end of the transaction."""
    return lock_row(series, "place__commune", "place__scope", "booked_for")


def _locked_or_skipped(pk: UUID) -> BookingSeries | None:
    """The series, unless another run is at it."""
    return (
        lock_free_rows(BookingSeries.objects.all())
        .select_related("place__commune", "place__scope", "booked_for")
        .filter(pk=pk)
        .first()
    )


def _requested(series: BookingSeries, still: Q) -> list[Booking]:
    """The dates of a locked series that wait, locked in their turn."""
    return list(
        lock_rows(series.bookings.filter(still, status=Status.REQUESTED))
        .select_related("place__commune", "booked_for", "series")
        .order_by("pk")
    )


def _still_waits(booking: Booking, now: datetime) -> bool:
    return bool(min(booking.answer_due, booking.period.lower) > now)


def _waiting(series: BookingSeries, now: datetime) -> list[Booking]:
    return [one for one in _requested(series, Q()) if _still_waits(one, now)]


def _locked_with_rivals(
    series: BookingSeries, now: datetime
) -> tuple[BookingSeries, list[Booking], list[Booking]]:
    """The series, its dates that wait and their rivals, locked in one order whoever decides."""
    locked = _locked(series)
    own = list(locked.bookings.filter(status=Status.REQUESTED).only("pk"))
    rivals = Booking.objects.rivals_of(*own).values("pk")
    rows = list(
        lock_rows(Booking.objects.all())
        .select_related("place__commune", "booked_for", "series")
        .filter(Q(pk__in=[one.pk for one in own]) | Q(pk__in=rivals), status=Status.REQUESTED)
        .order_by("pk")
    )
    dates = [row for row in rows if row.series_id == locked.pk and _still_waits(row, now)]
    return locked, dates, [row for row in rows if row.series_id != locked.pk]


def _is_accepted(series: BookingSeries, days: Collection[date] | None) -> bool:
    """Whether the place has agreed to it already, to these days at least."""
    agreed = series.bookings.filter(status=Status.CONFIRMED, decided_at__isnull=False)
    agreed_days = set(agreed.values_list("occurs_on", flat=True))
    return bool(agreed_days) and set(days or ()) <= agreed_days


def _is_refused(series: BookingSeries) -> bool:
    """Whether its last answer was a refusal."""
    settled = series.bookings.exclude(decided_at=None)
    last = settled.aggregate(at=Max("decided_at"))["at"]
    last_answer = settled.filter(decided_at=last)
    return last is not None and not last_answer.exclude(status=Status.REFUSED).exists()


def _confirmed(
    waiting: Sequence[Booking],
    *,
    by: Person,
    days: Collection[date] | None,
    note: str,
    now: datetime,
) -> list[Booking]:
    """Confirms the dates that were chosen, or all those that the database lets stand."""
    chosen = [one for one in waiting if days is None or one.occurs_on in days]
    if days is not None and not days:
        raise SeriesEmpty(_("Cochez au moins une date, ou refusez la demande."))
    accept = partial(_accepts, by=by, note=note, now=now)
    accepted = [one for one in chosen if accept(one)]
    if days is not None:
        lost = set(days) - {one.occurs_on for one in accepted}
        if lost:
            raise DatesNotFree.for_days(sorted(lost))
    if not accepted:
        raise Taken(_("Toutes les dates de cette demande sont déjà prises : refusez-la."))
    return accepted


def _accepts(booking: Booking, *, by: Person, note: str, now: datetime) -> bool:
    """Confirms one date, or tells that a rule of the database stands against it."""
    with giving_way(*RULES):
        confirm_request(booking, by=by, note=note, now=now)
        return True
    return False


def _why_not(booking: Booking, days: Collection[date] | None) -> str:
    """Why a date is refused while others are accepted, in the language of its person."""
    with translation.override(booking.holder.language):
        if days is None:
            return _("Cet espace est déjà pris à ce moment.")
        return _("Le lieu ne peut pas vous accueillir à ce moment.")


def _locked_while_it_waits(series: BookingSeries, now: datetime) -> BookingSeries:
    locked = _locked(series)
    if not _waiting(locked, now):
        raise RequestSettled
    return locked
