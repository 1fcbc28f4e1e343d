"""Operations on sessions: planning one by one or weekly with rooms, moving, cancelling, postponing.

Each operation locks the cohort first, then the session, then the booking of its room, all in one
transaction: a session never refers to a room that is not booked. All are idempotent.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.people.seams.meeting_rooms import RoomTaken
from bocage.training.cohorts import notifications
from bocage.training.cohorts.errors import (
    CohortOver,
    SessionBackwards,
    SessionInThePast,
    SessionNowhere,
    SessionOver,
    SessionRoomTaken,
    SessionsClash,
    SessionsOutside,
)
from bocage.training.cohorts.events import CohortSessionMoved
from bocage.training.cohorts.operations.enrolments import locked_cohort
from bocage.training.cohorts.operations.session_locking import (
    cancel_locked,
    follow_into,
    free_room,
    locked_sessions,
    take_room,
    touch,
)
from bocage.training.programmes.models.cohorts import Cohort
from bocage.training.programmes.models.programmes import ProgrammeModule, ProgrammeTeacher
from bocage.training.programmes.models.sessions import CohortSession
from bocage.training.programmes.presentation import when_words

MAX_AT_ONCE = 120


@dataclass(frozen=True, kw_only=True)
class SessionPlan:
    """Description of a half-day to plan: title and time, with a room to book, a place or a link."""

    title: str
    starts_at: datetime
    ends_at: datetime
    module: ProgrammeModule | None = None
    room_id: UUID | None = None
    location: str = ""
    online_link: str = ""
    teachers: Sequence[ProgrammeTeacher] = ()


def weekly(plan: SessionPlan, until: date) -> list[SessionPlan]:
    """Returns a half-day repeated each week until a given day, at the same local hours."""
    first = timezone.localtime(plan.starts_at)
    weeks = max((until - first.date()).days // 7, 0)
    return [_later(plan, weeks=number) for number in range(weeks + 1)]


def plan_sessions(
    *, by: Person, cohort: Cohort, plans: Sequence[SessionPlan], now: datetime | None = None
) -> list[CohortSession]:
    """Plans half-days with their rooms: all of them, or none.

    Raises:
        NotAllowed: `by` does not run the cohort.
        CohortOver: it is closed or cancelled.
        SessionBackwards, SessionInThePast, SessionNowhere, SessionsOutside: one is not valid.
        SessionsClash: the cohort has another at that moment.
        SessionRoomTaken: somebody else has the room of one; it carries the free alternatives.
        Refusal: its place refuses, in its own sentence.
    """
    now = now or timezone.now()
    with _planning(by, cohort) as locked:
        return [_plan_session(locked, plan, by, now) for plan in plans[:MAX_AT_ONCE]]


def move_session(
    *, by: Person, session: CohortSession, plan: SessionPlan, now: datetime | None = None
) -> CohortSession:
    """Changes the title, time or location of a session. Its room moves with it; its learners and
    teachers are notified once of a new time or place.

    Raises:
        SessionOver: it is past or cancelled.
        NotAllowed, SessionsClash, SessionRoomTaken…: as `plan_sessions`; everything stays as
            it was, the room included.
    """
    now = now or timezone.now()
    with _planning(by, session.cohort) as cohort:
        locked = _locked(session, cohort)
        if not locked.is_planned or locked.ends_at <= now:
            raise SessionOver
        before = (locked.period, locked.location, locked.online_link)
        former = f"{when_words(locked)}, {locked.location or locked.online_link}"
        _check(cohort, plan, now)
        _set_fields(locked, plan)
        _place(locked, plan, by=by, now=now)
        has_moved = (locked.period, locked.location, locked.online_link) != before
        if has_moved:
            touch(locked, now)
        locked.save()
        locked.teachers.set(plan.teachers)
        if has_moved:
            if cohort.is_public:
                notifications.notify_session_moved(locked, former)
            publish(CohortSessionMoved(session_id=locked.pk, cohort_id=cohort.pk))
    return locked


def cancel_session(
    *, by: Person, session: CohortSession, reason: str = "", now: datetime | None = None
) -> CohortSession:
    """Cancels a session: frees its room, and notifies its learners and teachers. Its hours no
    longer count.

    Raises:
        NotAllowed: `by` does not run the cohort.
        SessionOver: it is past.
    """
    now = now or timezone.now()
    with _planning(by, session.cohort) as cohort:
        locked = _locked(session, cohort)
        if not locked.is_planned:
            return locked
        if locked.ends_at <= now:
            raise SessionOver
        former = locked.location or locked.online_link
        cancel_locked(locked, by=by, reason=reason, now=now)
        if cohort.is_public:
            notifications.notify_session_cancelled(locked, former)
    return locked


def put_off_cohort(
    *, by: Person, cohort: Cohort, weeks: int, now: datetime | None = None
) -> list[CohortSession]:
    """Postpones the upcoming sessions of a cohort by some weeks, with their rooms. Returns the
    sessions whose place has no room for them then, and which need another.

    Raises:
        NotAllowed: `by` does not run it.
        CohortOver: it is closed or cancelled.
    """
    now = now or timezone.now()
    later = timedelta(weeks=weeks)
    with _planning(by, cohort) as locked:
        if locked.starts_on > timezone.localdate(now):
            locked.starts_on += later
            locked.apply_until += later
        locked.ends_on += later
        locked.changed_at = now
        locked.small_notified_at = None
        locked.save()
        ahead = [
            session
            for session in locked_sessions(locked)
            if session.is_planned and session.starts_at > now
        ]
        # The last goes first, so that none steps on the one after it.
        without_room = [
            session for session in reversed(ahead) if not _put_off(session, weeks, by, now)
        ]
        if locked.is_public:
            notifications.notify_cohort_postponed(locked)
    return without_room[::-1]


def _put_off(session: CohortSession, weeks: int, by: Person, now: datetime) -> bool:
    starts, ends = _shifted(session.starts_at, weeks), _shifted(session.ends_at, weeks)
    session.period = DateTimeTZRange(starts, ends)
    touch(session, now)
    has_room = follow_into(session, by=by, now=now)
    session.save()
    publish(CohortSessionMoved(session_id=session.pk, cohort_id=session.cohort_id))
    return has_room


def _plan_session(cohort: Cohort, plan: SessionPlan, by: Person, now: datetime) -> CohortSession:
    _check(cohort, plan, now)
    session = CohortSession(cohort=cohort, made_by=by, changed_at=now)
    _set_fields(session, plan)
    _place(session, plan, by=by, now=now)
    session.save(force_insert=True)
    session.teachers.set(plan.teachers)
    return session


def _check(cohort: Cohort, plan: SessionPlan, now: datetime) -> None:
    starts, ends = map(timezone.localtime, (plan.starts_at, plan.ends_at))
    if ends <= starts or ends.date() != starts.date():
        raise SessionBackwards
    if starts <= now:
        raise SessionInThePast
    if not cohort.starts_on <= starts.date() <= cohort.ends_on:
        raise SessionsOutside


def _set_fields(session: CohortSession, plan: SessionPlan) -> None:
    session.title, session.module = plan.title.strip(), plan.module
    session.period = DateTimeTZRange(plan.starts_at, plan.ends_at)
    session.online_link = plan.online_link.strip()


def _place(session: CohortSession, plan: SessionPlan, *, by: Person, now: datetime) -> None:
    if plan.room_id is not None:
        try:
            take_room(session, plan.room_id, by=by, now=now)
        except RoomTaken as refusal:
            raise SessionRoomTaken(plan.starts_at, refusal) from refusal
        return
    if not plan.location.strip() and not session.online_link:
        raise SessionNowhere
    free_room(session, by=by, now=now)
    session.location = plan.location.strip()


def _locked(session: CohortSession, cohort: Cohort) -> CohortSession:
    locked = lock_row(session, "made_by")
    locked.cohort = cohort
    return locked


def _later(plan: SessionPlan, *, weeks: int) -> SessionPlan:
    return replace(
        plan,
        starts_at=_shifted(plan.starts_at, weeks),
        ends_at=_shifted(plan.ends_at, weeks),
    )


def _shifted(moment: datetime, weeks: int) -> datetime:
    """Returns the same local time, a number of weeks later."""
    local = timezone.localtime(moment)
    return timezone.make_aware(local.replace(tzinfo=None) + timedelta(weeks=weeks))


@contextmanager
def _planning(by: Person, cohort: Cohort) -> Iterator[Cohort]:
    """Yields the locked cohort, if `by` may run it, for changes of its sessions.

    Raises:
        NotAllowed, CohortOver: it is not for them, or over.
        SessionsClash: two half-days would be at one moment.
    """
    by.require("training.manage_cohort", cohort)
    with refusing({"training_session_one_at_a_time": SessionsClash}):
        locked = locked_cohort(cohort)
        if not locked.is_changing:
            raise CohortOver
        yield locked
