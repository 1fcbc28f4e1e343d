"""Changes of a project: its stage, its status, its next action.

Each operation locks the project and reads it again, so that no concurrent change is lost. All are
idempotent. `by=None` means a scheduled job, or an event of another subject.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.welcome.pipeline.errors.stages import (
    NotYetMovedIn,
    ProjectNotOpen,
    StageMovedOn,
    StageNotReady,
)
from bocage.welcome.projects.errors.projects import NobodyToAct, ProjectErased
from bocage.welcome.projects.events import (
    CommuneChosen,
    ProjectFactHappened,
    ProjectFactTakenBack,
    ProjectMoved,
)
from bocage.welcome.projects.facts import Fact
from bocage.welcome.projects.models.projects import ARRIVED, SettlementProject, Stage, StageMove
from bocage.welcome.projects.operations.accompanied import sync_entitlements
from bocage.welcome.projects.operations.locking import locked_project
from bocage.welcome.projects.stage_conditions import ROOTED_AFTER_MONTHS, missing_for

Status = SettlementProject.Status
CloseReason = SettlementProject.CloseReason

UNDO_DELAY = timedelta(minutes=10)
ACTION_FIELDS = ("next_action", "next_action_on", "next_action_by", "next_action_for_household")


def move_project(
    *,
    by: Person | None,
    project: SettlementProject,
    to: Stage | str,
    reason: str = "",
    now: datetime | None = None,
) -> SettlementProject:
    """Moves a project to a stage, forward or back. Does nothing if it is there already.

    Raises:
        NotAllowed: `by` does not follow the project.
        ProjectNotOpen: it is paused or closed.
        StageNotReady: it does not meet the conditions of the stage.
        ValueError: `to` is not a stage.
    """
    stage = Stage(to)
    _check_follows(by, project)
    with transaction.atomic():
        locked = locked_project(project)
        _check_open(locked)
        if locked.stage != stage:
            missing = missing_for(locked, stage)
            if missing:
                raise StageNotReady(missing)
            _move_to(locked, by=by, to=stage, reason=reason, now=now or timezone.now())
    return locked


def mark_household_settled(
    *,
    by: Person | None,
    project: SettlementProject,
    commune: Commune,
    moved_in_on: date,
    now: datetime | None = None,
) -> SettlementProject:
    """Records that the household has moved in, whatever the conditions of the stages before.

    Calling it again corrects the commune and the day.

    Raises:
        NotAllowed: `by` does not follow the project.
        ProjectNotOpen: it is paused or closed.
        NotYetMovedIn: the day is to come.
    """
    now = now or timezone.now()
    _check_follows(by, project)
    if moved_in_on > timezone.localdate(now):
        raise NotYetMovedIn
    with transaction.atomic():
        locked = locked_project(project)
        _check_open(locked)
        was = _home_of(locked)
        locked.commune, locked.moved_in_on = commune, moved_in_on
        if locked.stage not in ARRIVED:
            _move_to(locked, by=by, to=Stage.SETTLED, reason="", now=now, was=was)
            return locked
        locked.save(update_fields=["commune", "moved_in_on"])
        if was.moved_in_on != moved_in_on:
            publish(ProjectMoved(project_id=locked.pk, stage=locked.stage, status=locked.status))
    return locked


def choose_commune(
    *, by: Person, project: SettlementProject, commune: Commune | None
) -> SettlementProject:
    """Sets the commune where the household will live; None unsets it.

    Raises:
        NotAllowed: `by` does not follow the project.
        ProjectNotOpen: it is paused or closed, or `commune` is None although the household has
            arrived.
    """
    _check_follows(by, project)
    with transaction.atomic():
        locked = locked_project(project)
        _check_open(locked)
        if commune is None and locked.has_arrived:
            raise ProjectNotOpen
        locked.commune = commune
        locked.save(update_fields=["commune"])
        publish(CommuneChosen(project_id=locked.pk))
    return locked


def pause_project(
    *,
    by: Person | None,
    project: SettlementProject,
    until: date | None = None,
    reason: str = "",
    now: datetime | None = None,
) -> SettlementProject:
    """Pauses a project, until a day if one is given; a scheduled job reopens it then.

    Raises:
        NotAllowed: `by` does not follow the project.
        ProjectNotOpen: it is closed.
    """
    _check_follows(by, project)
    with transaction.atomic():
        locked = locked_project(project)
        if locked.status == Status.CLOSED:
            raise ProjectNotOpen
        was_open = locked.is_open
        locked.status, locked.paused_until = Status.PAUSED, until
        locked.save(update_fields=["status", "paused_until"])
        if was_open:
            _write_move(locked, locked.stage, by=by, reason=reason, now=now or timezone.now())
    return locked


def close_project(
    *,
    by: Person | None,
    project: SettlementProject,
    reason: str,
    words: str = "",
    now: datetime | None = None,
) -> SettlementProject:
    """Closes a project, with the reason. Its adults are no longer accompanied candidates.

    Raises:
        NotAllowed: `by` does not follow the project.
        ValueError: `reason` is not one of `SettlementProject.CloseReason`.
    """
    reason = CloseReason(reason).value
    now = now or timezone.now()
    _check_follows(by, project)
    with transaction.atomic():
        locked = locked_project(project)
        if locked.status != Status.CLOSED:
            locked.status, locked.close_reason, locked.closed_at = Status.CLOSED, reason, now
            locked.paused_until = None
            locked.save(update_fields=["status", "close_reason", "closed_at", "paused_until"])
            _write_move(locked, locked.stage, by=by, reason=words, now=now)
            sync_entitlements(by=by, project=locked)
    return locked


def reopen_project(
    *,
    by: Person | None,
    project: SettlementProject,
    reason: str = "",
    now: datetime | None = None,
) -> SettlementProject:
    """Reopens a project that was paused or closed, at its former stage.

    Raises:
        NotAllowed: `by` does not follow the project.
        ProjectErased: its people are erased.
    """
    _check_follows(by, project)
    with transaction.atomic():
        locked = locked_project(project)
        if locked.erased_at is not None:
            raise ProjectErased
        if not locked.is_open:
            locked.status, locked.close_reason, locked.closed_at = Status.OPEN, "", None
            locked.paused_until, locked.left_on = None, None
            locked.save(
                update_fields=["status", "close_reason", "closed_at", "paused_until", "left_on"]
            )
            _write_move(locked, locked.stage, by=by, reason=reason, now=now or timezone.now())
            sync_entitlements(by=by, project=locked)
    return locked


def undo_move(
    *, by: Person, project: SettlementProject, now: datetime | None = None
) -> SettlementProject:
    """Undoes the change of stage that `by` made recently; for an arrival, the commune and the day
    too.

    Raises:
        NotAllowed: `by` does not follow the project.
        ProjectNotOpen: it is paused or closed: reopening undoes that.
        StageMovedOn: the last change is older, or was made by another person.
    """
    now = now or timezone.now()
    _check_follows(by, project)
    with transaction.atomic():
        locked = locked_project(project)
        _check_open(locked)
        last = StageMove.objects.filter(project=locked).order_by("-moved_at", "-pk").first()
        if last is None or last.moved_by_id != by.pk or now - last.moved_at > UNDO_DELAY:
            raise StageMovedOn
        if last.from_stage and last.from_stage != locked.stage:
            was = _home_of(locked)
            if (last.from_stage in ARRIVED) != (last.to_stage in ARRIVED):
                locked.commune_id = last.from_commune_id
                locked.moved_in_on = last.from_moved_in_on
            _move_to(locked, by=by, to=Stage(last.from_stage), reason="", now=now, was=was)
    return locked


def set_next_action(
    *,
    by: Person,
    project: SettlementProject,
    words: str,
    on: date | None,
    owner: Person | None = None,
    household_words: str = "",
) -> SettlementProject:
    """Sets the next action of a project, its deadline (today by default) and its owner (`by` by
    default); empty words remove it.

    `household_words` is the text shown to the household, with its date; if empty, it is shown
    nothing.

    Raises:
        NotAllowed: `by` does not follow the project.
        NobodyToAct: the owner does not follow it either.
    """
    _check_follows(by, project)
    words = words.strip()
    owner = (owner or by) if words else None
    if owner is not None and not owner.has_perm("welcome.follow_project", project):
        raise NobodyToAct
    with transaction.atomic():
        locked = locked_project(project)
        locked.next_action, locked.next_action_by = words, owner
        locked.next_action_on = (on or timezone.localdate()) if words else None
        locked.next_action_for_household = household_words.strip() if words else ""
        locked.save(update_fields=ACTION_FIELDS)
    return locked


def root_settled_households(*, now: datetime | None = None) -> int:
    """Moves households that have lived here for twelve months to the stage « enraciné ». Scheduled
    job; returns how many.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    due = (
        SettlementProject.objects.open()
        .filter(
            stage=Stage.SETTLED,
            left_on=None,
            moved_in_on__lte=today - relativedelta(months=ROOTED_AFTER_MONTHS),
        )
        .order_by("pk")
    )
    count = 0
    for project in due.select_related("commune"):
        after = move_project(by=None, project=project, to=Stage.ROOTED, now=now)
        count += after.stage == Stage.ROOTED
    return count


def take_up_rested_projects(*, now: datetime | None = None) -> int:
    """Reopens the projects whose pause is over. Scheduled job; returns how many."""
    now = now or timezone.now()
    rested = SettlementProject.objects.filter(
        status=Status.PAUSED, paused_until__lte=timezone.localdate(now), erased_at=None
    ).order_by("pk")
    projects = list(rested)
    for project in projects:
        reopen_project(by=None, project=project, now=now)
    return len(projects)


def _check_follows(by: Person | None, project: SettlementProject) -> None:
    if by is not None and not by.has_perm("welcome.follow_project", project):
        raise NotAllowed


def _check_open(project: SettlementProject) -> None:
    if not project.is_open:
        raise ProjectNotOpen


@dataclass(frozen=True, slots=True)
class _Home:
    """Commune where a household lives or will live, and since when."""

    commune: str | None
    moved_in_on: date | None


def _home_of(project: SettlementProject) -> _Home:
    return _Home(project.commune_id, project.moved_in_on)


def _move_to(
    project: SettlementProject,
    *,
    by: Person | None,
    to: Stage,
    reason: str,
    now: datetime,
    was: _Home | None = None,
) -> None:
    """Moves the project to a stage, from the home `was` (the current one by default). A move back
    before the arrival removes the moving date.
    """
    was = was or _home_of(project)
    before = project.stage
    project.stage, project.stage_since = to, now
    if before in ARRIVED and to not in ARRIVED:
        project.moved_in_on = project.left_on = None
    project.save(update_fields=["stage", "stage_since", "commune", "moved_in_on", "left_on"])
    _write_move(project, before, by=by, reason=reason, now=now, was=was)
    sync_entitlements(by=by, project=project)
    if was.moved_in_on is None and project.moved_in_on is not None:
        publish(ProjectFactHappened(project_id=project.pk, fact=Fact.MOVED_IN))
    elif was.moved_in_on is not None and project.moved_in_on is None:
        publish(ProjectFactTakenBack(project_id=project.pk, fact=Fact.MOVED_IN))


def _write_move(
    project: SettlementProject,
    from_stage: str,
    *,
    by: Person | None,
    reason: str,
    now: datetime,
    was: _Home | None = None,
) -> None:
    was = was or _home_of(project)
    StageMove.objects.create(
        project=project,
        from_stage=from_stage,
        to_stage=project.stage,
        status=project.status,
        reason=reason[:300],
        from_commune_id=was.commune,
        from_moved_in_on=was.moved_in_on,
        moved_by=by,
        moved_at=now,
    )
    publish(ProjectMoved(project_id=project.pk, stage=project.stage, status=project.status))
