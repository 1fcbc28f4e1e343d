"""Scheduled jobs of cohorts."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic
from bocage.training.cohorts.errors import CohortStep
from bocage.training.cohorts.hooks import count_register_gaps
from bocage.training.cohorts.operations.cohorts import lead_cohort_to
from bocage.training.cohorts.operations.enrolments import locked_cohort, notify_small
from bocage.training.programmes.models.cohorts import Cohort

State = Cohort.State
LOOKED_AT_BEFORE = timedelta(days=14)
TIME_TO_COMPLETE = timedelta(days=14)
"""Time given to officers to complete a register before a finished cohort is closed as it is."""


@periodic("35 6 * * *", description=_("Signale les promotions trop petites"))
def notify_small_cohorts(*, now: datetime | None = None) -> None:
    """Notifies the officers, once per cohort, of cohorts that begin within two weeks with fewer
    learners than their minimum.
    """
    now = now or timezone.now()
    soon = Cohort.objects.filter(
        state__in=(State.SELECTING, State.RUNNING),
        starts_on__lte=timezone.localdate(now) + LOOKED_AT_BEFORE,
        seats_taken__lt=F("smallest"),
        small_notified_at=None,
    )
    for cohort in soon.order_by("pk"):
        with transaction.atomic():
            notify_small(locked_cohort(cohort), now)


@periodic("5 * * * *", description=_("Ouvre, commence et termine les promotions à leur date"))
def lead_cohorts_on(*, now: datetime | None = None) -> int:
    """Moves cohorts to the state that the facts have reached, and notifies their officers.
    Applications close after their last day; a cohort runs once its first half-day begins and all
    applicants have an answer; it closes once its last half-day is over and its register is
    complete. Officers can take each step earlier. Returns how many steps were made.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    due = Cohort.objects.filter(
        Q(state=State.OPEN, apply_until__lt=today)
        | Q(state=State.SELECTING, starts_on__lte=today)
        | Q(state=State.RUNNING, ends_on__lt=today)
    )
    return sum(_lead_on(cohort, now) for cohort in due.order_by("pk"))


def _lead_on(cohort: Cohort, now: datetime) -> int:
    steps = 0
    while (state := _state_by_facts(cohort, now)) is not None:
        try:
            cohort = lead_cohort_to(by=None, cohort=cohort, state=state, now=now)
        except CohortStep:
            # Its state was changed concurrently.
            break
        steps += 1
    return steps


def _state_by_facts(cohort: Cohort, now: datetime) -> State | None:
    """Returns the next state of a cohort according to dates and facts; None if there is no
    change."""
    today = timezone.localdate(now)
    match cohort.state:
        case State.OPEN if cohort.apply_until < today:
            return State.SELECTING
        case State.SELECTING if _has_begun(cohort, now):
            return State.RUNNING
        case State.RUNNING if cohort.ends_on < today and _is_over(cohort, now):
            return None if _was_reopened(cohort, now) else State.CLOSED
    return None


def _has_begun(cohort: Cohort, now: datetime) -> bool:
    """Checks whether it has learners, no application to decide, and a session that has begun."""
    if not cohort.seats_taken or cohort.applications.to_decide().exists():
        return False
    return cohort.sessions.planned().filter(period__startswith__lte=now).exists()


def _was_reopened(cohort: Cohort, now: datetime) -> bool:
    """Checks whether its officers undid its closing recently: they are completing it."""
    return cohort.closed_at is not None and now < cohort.closed_at + TIME_TO_COMPLETE


def _is_over(cohort: Cohort, now: datetime) -> bool:
    """Checks whether its last session is over, and its register complete or its deadline past."""
    last = cohort.sessions.planned().order_by("period", "pk").last()
    if last is None or last.ends_at > now:
        return False
    is_whole = not count_register_gaps(cohort, now)
    return is_whole or last.ends_at + TIME_TO_COMPLETE <= now
