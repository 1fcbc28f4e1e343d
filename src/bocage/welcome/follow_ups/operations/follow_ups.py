"""Follow-ups: planned from the day of the move, sent, answered, called about, and their effects.

The answer of the latest follow-up prevails, in whichever order the answers come.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_free_rows, lock_row, lock_rows
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.welcome.follow_ups import notifications
from bocage.welcome.follow_ups.errors import FollowUpGone, LeftBeforeArriving, LeftInTheFuture
from bocage.welcome.follow_ups.models import MONTHS, FollowUp
from bocage.welcome.follow_ups.operations.wishes import record_wishes
from bocage.welcome.messages.operations.thread import note
from bocage.welcome.pipeline.operations.stages import close_project, move_project, reopen_project
from bocage.welcome.projects.events import ProjectFactHappened
from bocage.welcome.projects.facts import Fact
from bocage.welcome.projects.models.messages import ProjectConsent, ProjectMessage
from bocage.welcome.projects.models.projects import ARRIVED, SettlementProject, Stage
from bocage.welcome.projects.operations.consents import agrees, give_consent
from bocage.welcome.projects.operations.contact import touch_last_contact

ROOTED_AFTER = 12
"""Months after which a household that is still here is considered settled."""

SILENCE = timedelta(days=7)
"""Time without an answer after which the team should call."""

LAST_ONE_LASTS = 6
"""Months during which the last follow-up is still worth asking."""

CloseReason = SettlementProject.CloseReason
HARD = (FollowUp.Mood.BADLY, FollowUp.Mood.SO_SO)


@dataclass(frozen=True, kw_only=True)
class FollowUpAnswer:
    """Answer of a household to a follow-up."""

    still_here: bool
    mood: str = ""
    work: str = ""
    housing: str = ""
    school: str = ""
    missing: str = ""
    may_call: bool = False
    left_on: date | None = None
    left_why: str = ""
    wants_to_sponsor: bool = False
    wants_to_testify: bool = False
    wants_to_join_club: bool = False

    @property
    def is_hard(self) -> bool:
        """True if the answer shows a difficulty that a call may help with."""
        parts = (self.work, self.housing, self.school)
        return self.mood in HARD or FollowUp.Part.PROBLEM in parts or bool(self.missing)


def plan_follow_ups(*, project: SettlementProject, now: datetime | None = None) -> int:
    """Schedules the follow-ups of a household that lives here, from its moving day; if that day was
    corrected, unanswered follow-ups are rescheduled, and sent again if they are to come.
    Follow-ups already past are left out. For a household that does not live here after all,
    those not sent yet are deleted. Returns how many were scheduled, rescheduled or deleted.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    with transaction.atomic():
        locked = _locked_project(project)
        if locked.erased_at is not None:
            return 0
        if locked.moved_in_on is None or not locked.has_arrived:
            return locked.follow_ups.filter(requested_at=None, answered_at=None).delete()[0]
        follow_ups = {follow_up.months: follow_up for follow_up in locked.follow_ups.all()}
        changed = 0
        for months, due_on, until in _calendar(locked.moved_in_on):
            follow_up = follow_ups.get(months)
            if follow_up is None and until > today:
                FollowUp.objects.create(project=locked, months=months, due_on=due_on)
                changed += 1
            elif follow_up is not None and not follow_up.is_answered:
                changed += _move(follow_up, due_on, today)
    return changed


def ask_due_follow_ups(*, now: datetime | None = None) -> int:
    """Sends the due follow-ups to the households; if several are due, only the latest is sent.
    Returns the number sent.
    """
    now = now or timezone.now()
    due = (
        FollowUp.objects.filter(
            due_on__lte=timezone.localdate(now),
            requested_at=None,
            answered_at=None,
            project__status=SettlementProject.Status.OPEN,
            project__stage__in=ARRIVED,
            project__erased_at=None,
            project__left_on=None,
        )
        .order_by("project_id", "-months")
        .distinct("project_id")
        .values_list("pk", flat=True)
    )
    return sum(_ask(key, now) for key in due)


def schedule_calls_for_silence(*, now: datetime | None = None) -> int:
    """Schedules a call to each household that did not answer within a week, unless a later
    follow-up was sent or answered. Returns the number of calls.
    """
    now = now or timezone.now()
    with transaction.atomic():
        silent = (
            lock_free_rows(FollowUp.objects.all())
            .filter(
                requested_at__lte=now - SILENCE,
                answered_at=None,
                call_due_at=None,
                called_at=None,
                project__status=SettlementProject.Status.OPEN,
                project__stage__in=ARRIVED,
                project__erased_at=None,
            )
            .exclude(_has_later_follow_up())
            .order_by("requested_at", "pk")
        )
        keys = [follow_up.pk for follow_up in silent]
        FollowUp.objects.filter(pk__in=keys).update(call_due_at=now)
    return len(keys)


def answer_follow_up(
    *, by: Person, follow_up: FollowUp, answer: FollowUpAnswer, now: datetime | None = None
) -> FollowUp:
    """Records how the household is doing, as one of its adults answers, or as the welcome team
    notes during a call. Answering again corrects it; if answers come late or out of order, that
    of the latest month prevails.

    Raises:
        NotAllowed: `by` is neither of the household nor follows it.
        FollowUpGone: the household was erased.
        LeftInTheFuture, LeftBeforeArriving: the day on which they left is not possible.
    """
    by.require("welcome.answer_follow_up", follow_up)
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked(follow_up)
        left_on = _left_on(answer, locked.project, timezone.localdate(now))
        is_first, before = not locked.is_answered, locked.wishes
        for name, value in {**asdict(answer), "left_on": left_on}.items():
            setattr(locked, name, value)
        locked.answered_at, locked.answered_by = locked.answered_at or now, by
        locked.called_at = None if answer.may_call and answer.is_hard else locked.called_at
        locked.call_due_at = now if answer.may_call and answer.is_hard else None
        locked.save()
        _follow(locked, by=by, now=now)
        record_wishes(locked, before=before, by=by, now=now)
        if is_first:
            publish(ProjectFactHappened(project_id=locked.project_id, fact=Fact.FOLLOW_UP_ANSWERED))
        if not answer.still_here or answer.is_hard:
            notifications.notify_welcome(locked, by=by)
    return locked


def note_call(
    *, by: Person, follow_up: FollowUp, words: str = "", now: datetime | None = None
) -> FollowUp:
    """Records that the welcome team called the household, or tried to. Idempotent.

    Raises:
        NotAllowed: `by` does not follow the project.
    """
    by.require("welcome.call_about_follow_up", follow_up)
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked(follow_up)
        if locked.called_at is None:
            locked.called_at = now
            locked.save(update_fields=["called_at"])
            if words.strip():
                note(
                    by=by,
                    project=locked.project,
                    words=words,
                    channel=ProjectMessage.Channel.CALL,
                    now=now,
                )
    return locked


def forget_words_of_follow_ups(*, project: SettlementProject) -> None:
    """Erases the words of an erased household's follow-ups. The dates, whether it stayed and how it
    was doing are retained for the figures; follow-ups that were only planned are deleted.
    """
    FollowUp.objects.filter(project=project).update(
        missing="", may_call=False, answered_by=None, call_due_at=None
    )
    FollowUp.objects.filter(project=project, answered_at=None, requested_at=None).delete()


def _has_later_follow_up() -> Exists:
    """Filters follow-ups that have a later one sent or answered: no answer is expected any more."""
    later = FollowUp.objects.filter(project=OuterRef("project"), months__gt=OuterRef("months"))
    return Exists(later.filter(Q(requested_at__isnull=False) | Q(answered_at__isnull=False)))


def _calendar(moved_in_on: date) -> list[tuple[int, date, date]]:
    """Returns each number of months, its day, and the day from which it is no longer sent."""
    following = (*MONTHS[1:], MONTHS[-1] + LAST_ONE_LASTS)
    return [
        (
            months,
            moved_in_on + relativedelta(months=months),
            moved_in_on + relativedelta(months=until),
        )
        for months, until in zip(MONTHS, following, strict=True)
    ]


def _move(follow_up: FollowUp, due_on: date, today: date) -> bool:
    if follow_up.due_on == due_on:
        return False
    follow_up.due_on = due_on
    if due_on > today:
        follow_up.requested_at, follow_up.call_due_at, follow_up.called_at = None, None, None
    follow_up.save(update_fields=["due_on", "requested_at", "call_due_at", "called_at"])
    return True


def _ask(key: UUID, now: datetime) -> bool:
    """Sends one follow-up, unless another worker did, or it was answered meanwhile."""
    with transaction.atomic():
        follow_up = (
            lock_free_rows(FollowUp.objects.all())
            .filter(pk=key, requested_at=None, answered_at=None, project__stage__in=ARRIVED)
            .select_related("project__commune", "project__departement", "project__coordinator")
            .first()
        )
        if follow_up is None:
            return False
        follow_up.requested_at = now
        follow_up.save(update_fields=["requested_at"])
        earlier = FollowUp.objects.filter(
            project=follow_up.project_id, months__lt=follow_up.months, answered_at=None
        )
        earlier.filter(requested_at=None).update(requested_at=now, called_at=now)
        earlier.update(call_due_at=None)
        notifications.ask_household(follow_up)
    return True


def _locked(follow_up: FollowUp) -> FollowUp:
    """Locks the project, then the follow-up, until the end of the transaction, and returns its
    current state.

    Raises:
        FollowUpGone: the household was erased.
    """
    project = _locked_project(follow_up.project)
    locked = lock_rows(FollowUp.objects.all()).filter(pk=follow_up.pk).first()
    if locked is None or project.erased_at is not None:
        raise FollowUpGone
    locked.project = project
    return locked


def _locked_project(project: SettlementProject) -> SettlementProject:
    return lock_row(project, "commune", "departement", "coordinator")


def _left_on(answer: FollowUpAnswer, project: SettlementProject, today: date) -> date | None:
    if answer.still_here:
        return None
    left_on = answer.left_on or today
    if left_on > today:
        raise LeftInTheFuture
    if project.moved_in_on is not None and left_on < project.moved_in_on:
        raise LeftBeforeArriving
    return left_on


def _follow(follow_up: FollowUp, *, by: Person, now: datetime) -> None:
    """Applies the answer to the project, unless a later follow-up was answered."""
    project = follow_up.project
    answered_later = project.follow_ups.filter(
        months__gt=follow_up.months, answered_at__isnull=False
    )
    if not answered_later.exists():
        _repeat_or_close(follow_up, now)
    project.refresh_from_db(fields=["last_contact_at"])
    touch_last_contact(project, now)
    project.follow_ups.filter(months__lt=follow_up.months, answered_at=None).update(
        call_due_at=None
    )
    if follow_up.wants_to_testify and by.has_perm("welcome.see_own_project", project):
        use = ProjectConsent.Use.TESTIMONY
        if not agrees(project, use):
            give_consent(by=by, project=project, use=use, now=now)


def _repeat_or_close(follow_up: FollowUp, now: datetime) -> None:
    project = follow_up.project
    if not follow_up.still_here:
        project = _reopen_if_left(project, now)
        project.left_on = follow_up.left_on
        project.save(update_fields=["left_on"])
        close_project(by=None, project=project, reason=CloseReason.LEFT, now=now)
        return
    if project.status == SettlementProject.Status.CLOSED:
        project = _reopen_if_left(project, now)
    is_a_year = follow_up.months >= ROOTED_AFTER
    if is_a_year and project.is_open and project.stage == Stage.SETTLED:
        move_project(by=None, project=project, to=Stage.ROOTED, now=now)


def _reopen_if_left(project: SettlementProject, now: datetime) -> SettlementProject:
    """Reopens a project closed because the household left, if the answer now gives otherwise or
    another day.
    """
    if project.close_reason != CloseReason.LEFT:
        return project
    return reopen_project(by=None, project=project, now=now)
