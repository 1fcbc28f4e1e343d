"""Operations on cohorts: planning, changes, transitions, confirmation of small ones, cancellation.

Each operation locks the cohort first, then its sessions, then the bookings of their rooms, all in
one transaction. All are idempotent.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.training.cohorts import notifications
from bocage.training.cohorts.errors import (
    CohortDaysBackwards,
    CohortNamedTwice,
    CohortOver,
    CohortSeatsTaken,
    CohortSeatsWrong,
    CohortStep,
    NothingHeld,
    ReopenedTooLate,
    SessionsAhead,
)
from bocage.training.cohorts.events import CohortCancelled, CohortOpened
from bocage.training.cohorts.operations.enrolments import end_seat, locked_cohort, resume_seat
from bocage.training.cohorts.operations.session_locking import cancel_locked, locked_sessions
from bocage.training.programmes.models.cohorts import Cohort, Enrolment
from bocage.training.programmes.models.programmes import Programme
from bocage.training.programmes.presentation import when_words

RULES = {
    "training_cohort_named_once": CohortNamedTwice,
    "training_cohort_days_in_order": CohortDaysBackwards,
    "training_cohort_has_seats": CohortSeatsWrong,
    "training_cohort_seats": CohortSeatsTaken,
}
"""Errors of a cohort, by database constraint."""

State = Cohort.State

NEXT = {
    State.DRAFT: (State.OPEN,),
    State.OPEN: (State.SELECTING,),
    State.SELECTING: (State.OPEN, State.RUNNING),
    State.RUNNING: (State.CLOSED,),
}
"""Manual and automatic transitions. Cancellation is separate, since it sends other
notifications."""
REOPENED_WITHIN = timedelta(days=7)
"""Period during which the closing of a cohort may be undone."""


@dataclass(frozen=True, kw_only=True)
class CohortPlan:
    """Description of a cohort to plan: name, dates, seats and minimum number of learners."""

    name: str
    starts_on: date
    ends_on: date
    apply_until: date
    seats: int
    smallest: int = 1


def plan_cohort(
    *, by: Person, programme: Programme, plan: CohortPlan, now: datetime | None = None
) -> Cohort:
    """Creates a cohort in preparation; no notification is sent before it is opened.

    Raises:
        NotAllowed: `by` does not run the programme.
        CohortNamedTwice, CohortDaysBackwards, CohortSeatsWrong: it is not valid.
    """
    now = now or timezone.now()
    cohort = Cohort(programme=programme, made_by=by, made_at=now, changed_at=now)
    by.require("training.manage_cohort", cohort)
    _set_fields(cohort, plan)
    with refusing(RULES):
        cohort.save(force_insert=True)
    return cohort


def change_cohort(
    *, by: Person, cohort: Cohort, plan: CohortPlan, now: datetime | None = None
) -> Cohort:
    """Changes its name, its days, its seats.

    Raises:
        NotAllowed: `by` does not run it.
        CohortOver: it is closed or cancelled.
        CohortNamedTwice, CohortDaysBackwards, CohortSeatsWrong: it cannot be.
        CohortSeatsTaken: more learn in it than that.
    """
    with _running(by, cohort, now) as locked, refusing(RULES):
        if not locked.is_changing:
            raise CohortOver
        _set_fields(locked, plan)
        if not locked.is_small:
            locked.small_notified_at = locked.small_accepted_at = None
        locked.save()
    return locked


def lead_cohort_to(
    *, by: Person | None, cohort: Cohort, state: str, now: datetime | None = None
) -> Cohort:
    """Moves a cohort to its next state. Closing it marks the remaining seats as completed. `by` is
    None for a scheduled job, and the officers are then notified.

    Raises:
        NotAllowed: `by` does not run it.
        CohortStep: the transition is not allowed from its state, or its programme is not published.
        SessionsAhead, NothingHeld: it is not over.
    """
    with _running(by, cohort, now) as locked:
        if locked.state == state:
            return locked
        if state not in NEXT.get(State(locked.state), ()):
            raise CohortStep
        if state == State.OPEN:
            if not locked.programme.is_published:
                raise CohortStep
            locked.opened_at = locked.opened_at or locked.changed_at
        if state == State.CLOSED:
            _check_over(locked)
            locked.closed_at = locked.changed_at
        locked.state = State(state)
        locked.save()
        if state == State.OPEN:
            publish(CohortOpened(cohort_id=locked.pk))
        if state == State.CLOSED:
            for enrolment in _learning(locked):
                end_seat(enrolment, Enrolment.State.COMPLETED, locked.changed_at)
        if by is None:
            notifications.notify_state_change(locked)
    return locked


def reopen_cohort(*, by: Person, cohort: Cohort, now: datetime | None = None) -> Cohort:
    """Reopens a cohort closed within the last week: its completed learners are enrolled again, and
    their unanswered questionnaires are deleted. Idempotent.

    Raises:
        NotAllowed: `by` does not run it.
        CohortStep: it is not closed.
        ReopenedTooLate: it was closed more than a week ago.
    """
    with _running(by, cohort, now) as locked:
        if locked.state == State.RUNNING and locked.closed_at is not None:
            return locked
        if locked.state != State.CLOSED or locked.closed_at is None:
            raise CohortStep
        if locked.changed_at > locked.closed_at + REOPENED_WITHIN:
            raise ReopenedTooLate
        completed = locked.enrolments.filter(
            state=Enrolment.State.COMPLETED, ended_at=locked.closed_at
        )
        for enrolment in lock_rows(completed).order_by("pk"):
            resume_seat(enrolment)
        locked.state = State.RUNNING
        locked.save()
    return locked


def confirm_small_cohort(*, by: Person, cohort: Cohort, now: datetime | None = None) -> Cohort:
    """Confirms that a cohort runs although it has fewer learners than its minimum, so that its
    officers are not notified again.

    Raises:
        NotAllowed: `by` does not run it.
        CohortOver: it is closed or cancelled.
    """
    with _running(by, cohort, now) as locked:
        if not locked.is_changing:
            raise CohortOver
        if locked.small_accepted_at is None:
            locked.small_accepted_at = locked.changed_at
            locked.save()
    return locked


def cancel_cohort(
    *, by: Person, cohort: Cohort, reason: str = "", now: datetime | None = None
) -> Cohort:
    """Cancels a cohort, before or during its course: cancels its upcoming sessions, frees their
    rooms, ends its seats, and notifies its learners and teachers once.

    Raises:
        NotAllowed: `by` does not run it.
        CohortOver: it is closed.
    """
    with _running(by, cohort, now) as locked:
        if locked.state == State.CANCELLED:
            return locked
        if locked.state == State.CLOSED:
            raise CohortOver
        recipients = notifications.people_of(locked)
        moment = locked.changed_at
        for session in locked_sessions(locked):
            if session.is_planned and session.ends_at > moment:
                cancel_locked(session, by=by, reason=reason, now=moment)
        for enrolment in _learning(locked):
            enrolment.end_reason = Enrolment.EndReason.CANCELLED
            end_seat(enrolment, Enrolment.State.WITHDRAWN, moment)
        locked.refresh_from_db(fields=["seats_taken"])
        locked.state, locked.cancelled_at = State.CANCELLED, moment
        locked.cancel_reason = reason.strip()[:300]
        locked.save()
        notifications.notify_cohort_cancelled(locked, recipients)
        publish(CohortCancelled(cohort_id=locked.pk))
    return locked


def _check_over(cohort: Cohort) -> None:
    """Raises: SessionsAhead, NothingHeld: it is not over."""
    planned = cohort.sessions.planned()
    ahead = list(planned.filter(period__endswith__gt=cohort.changed_at).order_by("period", "pk"))
    if ahead:
        raise SessionsAhead(len(ahead), when_words(ahead[-1]))
    if not planned.exists():
        raise NothingHeld


def _learning(cohort: Cohort) -> list[Enrolment]:
    enrolments = lock_rows(cohort.enrolments.learning())
    return list(enrolments.select_related("person").order_by("pk"))


def _set_fields(cohort: Cohort, plan: CohortPlan) -> None:
    cohort.name = plan.name.strip()
    cohort.starts_on, cohort.ends_on = plan.starts_on, plan.ends_on
    cohort.apply_until = plan.apply_until
    cohort.seats, cohort.smallest = plan.seats, plan.smallest


@contextmanager
def _running(by: Person | None, cohort: Cohort, now: datetime | None) -> Iterator[Cohort]:
    """Yields the locked cohort, if `by` may run it (None is a scheduled job).

    Raises:
        NotAllowed: they may not.
    """
    if by is not None and not by.has_perm("training.manage_cohort", cohort):
        raise NotAllowed
    with transaction.atomic():
        locked = locked_cohort(cohort)
        locked.changed_at = now or timezone.now()
        yield locked
