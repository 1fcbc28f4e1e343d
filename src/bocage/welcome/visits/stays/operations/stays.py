"""Stays: planned, confirmed, ended, called off. Their steps are in `steps`.

Each operation locks the stay and reads it again, so that concurrent changes are not lost. All are
idempotent.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.welcome.projects.events import ProjectFactHappened
from bocage.welcome.projects.facts import Fact
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.operations.contact import touch_last_contact
from bocage.welcome.projects.operations.locking import lock_project
from bocage.welcome.visits.itinerary.operations.transactions import (
    PROGRAMME_RULES,
    locked_open_stay,
    locked_stay,
    period_between,
    touch,
)
from bocage.welcome.visits.stays import notifications
from bocage.welcome.visits.stays.errors import (
    FeedbackClosed,
    NothingPlanned,
    NotOverYet,
    StayOver,
    StayTooLong,
)
from bocage.welcome.visits.stays.ical import StayCalendar
from bocage.welcome.visits.stays.models import Stay, StayFeedback
from bocage.welcome.visits.stays.operations.announcements import (
    check_consents,
    notify_of_appointments,
    notify_of_cancelled_appointments,
)
from bocage.welcome.visits.stays.operations.desks import free_desk
from bocage.welcome.visits.weekends.models import WeekendHousehold

LONGEST_STAY = timedelta(days=31)
WORDS_LENGTH = 300


@dataclass(frozen=True, kw_only=True)
class StayPlan:
    """Description of a stay. Times are aware datetimes, `[starts_at, ends_at)`."""

    name: str
    starts_at: datetime
    ends_at: datetime
    arrival_place: str = ""
    arrival_commune: Commune | None = None
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Feedback:
    """Feedback of an adult on a stay; marks are `StayFeedback.Mark`."""

    was_useful: int
    sees_self_here: int
    liked: str = ""
    lacked: str = ""


def plan_stay(
    *, by: Person, project: SettlementProject, plan: StayPlan, now: datetime | None = None
) -> Stay:
    """Creates a stay in preparation. No notification is sent before it is confirmed.

    Raises:
        NotAllowed: `by` does not follow the project.
        StayOverlaps: the household has another stay at these dates.
        PeriodBackwards, StayTooLong: the dates are invalid.
    """
    by.require("welcome.follow_project", project)
    now = now or timezone.now()
    with refusing(PROGRAMME_RULES):
        # Concurrent inserts that conflict in the exclusion constraint could deadlock: serialise
        # those of one household.
        lock_project(project)
        return Stay.objects.create(
            project=project, prepared_by=by, prepared_at=now, changed_at=now, **_values(plan)
        )


def change_stay(*, by: Person, stay: Stay, plan: StayPlan, now: datetime | None = None) -> Stay:
    """Changes the dates, the arrival or the words of a stay.

    Raises:
        NotAllowed: `by` does not prepare it.
        StayOver: it is done, or called off.
        StepOutside: a step would lie outside the new dates.
        StayOverlaps, PeriodBackwards, StayTooLong: see `plan_stay`.
    """
    by.require("welcome.manage_stay", stay)
    values = _values(plan)
    with refusing(PROGRAMME_RULES):
        locked = locked_open_stay(stay)
        if all(getattr(locked, name) == value for name, value in values.items()):
            return locked
        for name, value in values.items():
            setattr(locked, name, value)
        locked.save(update_fields=[*values])
        touch(locked, now or timezone.now())
    return locked


def confirm_stay(*, by: Person, stay: Stay, now: datetime | None = None) -> Stay:
    """Confirms a stay: the programme is sent to the household, and each person met is invited,
    once.

    Raises:
        NotAllowed: `by` does not prepare it.
        StayOver: it is done, or called off.
        NothingPlanned: no step is planned.
        ConsentMissing: the household does not consent to be mentioned to a person met.
    """
    by.require("welcome.manage_stay", stay)
    now = now or timezone.now()
    with refusing(PROGRAMME_RULES):
        locked = locked_open_stay(stay)
        if locked.is_confirmed:
            return locked
        if not locked.steps.exclude(status="called_off").exists():
            raise NothingPlanned
        check_consents(locked)
        locked.status, locked.confirmed_at, locked.notified_at = Stay.Status.CONFIRMED, now, now
        locked.save(update_fields=["status", "confirmed_at", "notified_at"])
        notifications.notify_household_of_confirmation(locked)
        notify_of_appointments(locked, now=now)
        publish(ProjectFactHappened(project_id=locked.project_id, fact=Fact.STAY_PLANNED))
    return locked


def call_off_stay(*, by: Person, stay: Stay, words: str = "", now: datetime | None = None) -> Stay:
    """Calls off a stay: desks are freed, and every person already notified of it is notified, once.

    Raises:
        NotAllowed: `by` neither prepares it nor is of the household.
        StayOver: it is done.
    """
    by.require("welcome.call_off_stay", stay)
    now = now or timezone.now()
    with refusing(PROGRAMME_RULES):
        locked = locked_stay(stay)
        was_confirmed = locked.is_confirmed
        if call_off_locked(locked, by=by, words=words, now=now):
            if was_confirmed:
                notifications.notify_household_of_cancellation(locked, by=by)
            notifications.notify_team_of_cancellation(locked, by=by)
    return locked


def call_off_stay_of_weekend(
    *, by: Person, household: WeekendHousehold, words: str = "", now: datetime | None = None
) -> StayCalendar | None:
    """Calls off the stay that was made for a household's weekend, if it is still open. The mail
    about the weekend notifies the household and the team. Returns the events that this mail removes
    from calendars: None where the household had not been notified of a stay.

    Raises:
        NotAllowed, StayOver: see `call_off_stay`.
    """
    stay = household.stay
    if stay is None or not stay.is_open:
        return None
    by.require("welcome.call_off_stay", stay)
    with refusing(PROGRAMME_RULES):
        locked = locked_stay(stay)
        was_confirmed = locked.is_confirmed
        call_off_locked(locked, by=by, words=words, now=now or timezone.now())
        return StayCalendar.ever_of(locked) if was_confirmed else None


def end_stay(*, by: Person | None, stay: Stay, now: datetime | None = None) -> Stay:
    """Marks a stay as done, and asks the household for feedback. `by` is None for the scheduled
    job.

    Raises:
        NotAllowed: `by` does not prepare it.
        StayOver: it was called off.
        NotOverYet: it has not begun.
    """
    if by is not None and not by.has_perm("welcome.manage_stay", stay):
        raise NotAllowed
    now = now or timezone.now()
    with refusing(PROGRAMME_RULES):
        locked = locked_stay(stay)
        if locked.status == Stay.Status.DONE:
            return locked
        if locked.status == Stay.Status.CALLED_OFF:
            raise StayOver
        if now < locked.starts_at:
            raise NotOverYet
        locked.status, locked.done_at = Stay.Status.DONE, now
        locked.confirmed_at = locked.confirmed_at or now
        locked.save(update_fields=["status", "done_at", "confirmed_at"])
        notifications.request_feedback(locked)
        publish(ProjectFactHappened(project_id=locked.project_id, fact=Fact.STAY_DONE))
    return locked


def give_feedback(
    *, by: Person, stay: Stay, feedback: Feedback, now: datetime | None = None
) -> StayFeedback:
    """Records the feedback of an adult on a stay; giving it again replaces it.

    Raises:
        FeedbackClosed: `by` is not of the household, or the stay was called off.
        NotOverYet: the stay has not begun.
        ProjectErased: its data are erased.
    """
    if not by.has_perm("welcome.see_own_stay", stay):
        raise FeedbackClosed
    now = now or timezone.now()
    with refusing(PROGRAMME_RULES):
        project = lock_project(stay.project)
        locked = locked_stay(stay)
        if locked.status == Stay.Status.CALLED_OFF:
            raise FeedbackClosed
        if now < locked.starts_at:
            raise NotOverYet
        answer, _created = StayFeedback.objects.update_or_create(
            stay=locked,
            person=by,
            defaults={
                "was_useful": StayFeedback.Mark(feedback.was_useful),
                "sees_self_here": StayFeedback.Mark(feedback.sees_self_here),
                "liked": feedback.liked.strip(),
                "lacked": feedback.lacked.strip(),
                "given_at": now,
            },
        )
        touch_last_contact(project, now)
    return answer


def call_off_locked(stay: Stay, *, by: Person | None, words: str, now: datetime) -> bool:
    """Calls off a stay, frees its desks and notifies the people met, in the transaction of the
    caller, who holds the lock. Returns True unless the stay was already called off. `by` is None if
    no person decided, for example when the household is erased.

    Raises:
        StayOver: it is done.
    """
    if stay.status == Stay.Status.CALLED_OFF:
        return False
    if stay.status == Stay.Status.DONE:
        raise StayOver
    stay.status, stay.called_off_at, stay.called_off_by = Stay.Status.CALLED_OFF, now, by
    stay.called_off_words = words.strip()[:WORDS_LENGTH]
    stay.sequence += 1
    stay.save()
    for step in stay.steps.exclude(booking=None).select_related("booking__place"):
        free_desk(by=by, step=step, now=now)
    notify_of_cancelled_appointments(stay)
    return True


def _values(plan: StayPlan) -> dict[str, object]:
    """Returns the field values of a plan.

    Raises:
        PeriodBackwards, StayTooLong: its dates are invalid.
    """
    period = period_between(plan.starts_at, plan.ends_at)
    if plan.ends_at - plan.starts_at > LONGEST_STAY:
        raise StayTooLong
    return {
        "name": plan.name.strip(),
        "period": period,
        "arrival_place": plan.arrival_place.strip(),
        "arrival_commune": plan.arrival_commune,
        "words": plan.words.strip(),
    }
