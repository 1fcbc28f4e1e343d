"""Joining two projects of one household, and taking them apart again.

All that hangs on the other project passes to the one that is kept, whichever subject keeps it:
messages, adults, tasks, relays… What the kept one has already (the same adult, the same task) stays
with the other, which is closed and leads to the kept one. Nothing is removed.

The household goes on from the furthest point of its projects that are not closed: whichever of
the two is kept, what was under way stays so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import DatabaseError, models, transaction
from django.utils import timezone
from pghistory.models import Event

from bocage.foundation.db.row_locks import lock_row, lock_rows
from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.welcome.pipeline.errors.merges import (
    HouseholdHasLeft,
    JoinedElsewhere,
    NotJoinedAnyMore,
    SameProject,
)
from bocage.welcome.pipeline.models.merges import ProjectJoin
from bocage.welcome.projects.events import ProjectFactHappened, ProjectMoved
from bocage.welcome.projects.hooks import run_project_saved
from bocage.welcome.projects.models.projects import (
    STAGES,
    HouseholdAdult,
    SettlementProject,
    Stage,
    StageMove,
)
from bocage.welcome.projects.operations.accompanied import sync_entitlements
from bocage.welcome.projects.operations.following import give_action_an_owner

Status = SettlementProject.Status

LIVELIEST_LAST = (Status.CLOSED, Status.PAUSED, Status.OPEN)

STAYS = (StageMove, ProjectJoin, SettlementProject)
"""What tells the life of one project alone."""

REASON_LEFT = SettlementProject.CloseReason.LEFT

FIRST_ADULTS = "first_adults"


def join_projects(
    *,
    by: Person,
    kept: SettlementProject,
    other: SettlementProject,
    now: datetime | None = None,
) -> ProjectJoin:
    """Joins `other` into `kept`, and closes it. Does nothing if they are joined already.

    Raises:
        NotAllowed: `by` does not follow both.
        SameProject: it is one project.
        JoinedElsewhere: one of them was joined or erased meanwhile.
        HouseholdHasLeft: one of them tells of a household that came and left.
    """
    if kept.pk == other.pk:
        raise SameProject
    _check_follows(by, kept, other)
    now = now or timezone.now()
    with transaction.atomic():
        kept, other = _both_locked(kept, other)
        if other.joined_into_id == kept.pk:
            return ProjectJoin.objects.get(other=other, undone_at=None)
        _check_stand_alone(kept, other)
        was_at = _where(kept)
        join = ProjectJoin(kept=kept, other=other, joined_by=by, joined_at=now)
        join.before = {"kept": _said_of(kept), "other": _said_of(other)}
        join.moved = _hand_all_over(other, kept)
        _complete(kept, other)
        join.before["completed"] = _said_of(kept)
        join.save(force_insert=True)
        _close(other, kept, by, now)
        _follow_life(kept, was_at, by, now)
        for fact in kept.happened_facts.values_list("fact", flat=True):
            publish(ProjectFactHappened(project_id=kept.pk, fact=fact))
    return join


def undo_join(*, by: Person, join: ProjectJoin, now: datetime | None = None) -> ProjectJoin:
    """Separates two projects that were joined: the rows that were moved go back, and what was added
    since stays in `kept`, including what was added to those rows.

    Raises:
        NotAllowed: `by` does not follow both.
        NotJoinedAnyMore: they are apart already.
    """
    _check_follows(by, join.kept, join.other)
    now = now or timezone.now()
    with transaction.atomic():
        kept, other = _both_locked(join.kept, join.other)
        locked = lock_row(join)
        if locked.undone_at is not None:
            raise NotJoinedAnyMore
        _hand_all_back(locked)
        was_at, other_was_at = _where(kept), _where(other)
        _restore(kept, _unchanged_since(locked, kept))
        other.joined_into = None
        _restore(other, locked.before["other"], "joined_into")
        locked.undone_at = now
        locked.save(update_fields=["undone_at"])
        _follow_life(kept, was_at, by, now)
        _follow_life(other, other_was_at, by, now)
    return locked


def _check_follows(by: Person, *projects: SettlementProject) -> None:
    if not all(by.has_perm("welcome.follow_project", project) for project in projects):
        raise NotAllowed


def _check_stand_alone(*projects: SettlementProject) -> None:
    if any(
        project.joined_into_id is not None or project.erased_at is not None for project in projects
    ):
        raise JoinedElsewhere
    if any(
        project.left_on is not None or project.close_reason == REASON_LEFT for project in projects
    ):
        raise HouseholdHasLeft


def _both_locked(
    kept: SettlementProject, other: SettlementProject
) -> tuple[SettlementProject, SettlementProject]:
    """In the order of their keys, so that two who join the same pair never wait for each other."""
    rows = (
        lock_rows(SettlementProject.objects.all())
        .select_related("commune")
        .filter(pk__in=[kept.pk, other.pk])
        .order_by("pk")
    )
    found = {project.pk: project for project in rows}
    return found[kept.pk], found[other.pk]


SAID_TOGETHER = (
    ("answered_at",),
    ("coordinator_id",),
    ("epci_id",),
    ("last_contact_at", "asked_to_keep_at"),
    ("next_action", "next_action_on", "next_action_by_id", "next_action_told"),
    ("status", "close_reason", "closed_at", "paused_until"),
    ("stage", "stage_since", "commune_id", "moved_in_on"),
)
"""What joining changes of either project, and taking apart gives back: fields that go together."""

*_ALONE, ACTION, LIFE, PLACE = SAID_TOGETHER
KEPT_FIELDS = tuple(name for names in SAID_TOGETHER for name in names)


def _said_of(project: SettlementProject) -> dict[str, Any]:
    said = {name: getattr(project, name) for name in KEPT_FIELDS}
    return {
        name: value if value is None or isinstance(value, str) else _written(value)
        for name, value in said.items()
    }


def _written(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _restore(project: SettlementProject, before: dict[str, Any], *more: str) -> None:
    for name, value in before.items():
        field: Any = SettlementProject._meta.get_field(name.removesuffix("_id"))
        setattr(project, name, field.to_python(value))
    give_action_an_owner(project)
    names = {name.removesuffix("_id") for name in before} | {"next_action_by"}
    project.save(update_fields=[*sorted(names), *more])


def _unchanged_since(join: ProjectJoin, kept: SettlementProject) -> dict[str, Any]:
    """What the kept project said before, of all that stands as the join left it."""
    before, completed, says = join.before["kept"], join.before["completed"], _said_of(kept)
    return {
        name: before[name]
        for names in SAID_TOGETHER
        if all(says[name] == completed[name] for name in names)
        for name in names
    }


def _complete(kept: SettlementProject, other: SettlementProject) -> None:
    """What only the other one had: its first answer, who follows it, its next action; and how
    far the household has come.
    """
    answers = [one.answered_at for one in (kept, other) if one.answered_at is not None]
    kept.answered_at = min(answers) if answers else None
    kept.last_contact_at = max(kept.last_contact_at, other.last_contact_at)
    # The adults of the other one were not told that silence would erase it.
    kept.asked_to_keep_at = None
    kept.coordinator_id = kept.coordinator_id or other.coordinator_id
    kept.epci_id = kept.epci_id or other.epci_id
    if not kept.next_action:
        _take(ACTION, other, kept)
    give_action_an_owner(kept)
    _go_on_from_the_furthest(kept, other)
    kept.save(update_fields=[name.removesuffix("_id") for name in KEPT_FIELDS])


def _go_on_from_the_furthest(kept: SettlementProject, other: SettlementProject) -> None:
    """Under way where one of the two is; at the later stage of those that are not closed, where
    the household chose to live."""
    both = (kept, other)
    standing = [one for one in both if one.status != Status.CLOSED] or [*both]
    furthest = max(standing, key=lambda one: STAGES.index(Stage(one.stage)))
    liveliest = max(both, key=lambda one: LIVELIEST_LAST.index(Status(one.status)))
    chosen = [furthest.commune_id, *(one.commune_id for one in standing)]
    _take(PLACE, furthest, kept)
    _take(LIFE, liveliest, kept)
    kept.commune_id = next(filter(None, chosen), None)


def _take(names: tuple[str, ...], giver: SettlementProject, taker: SettlementProject) -> None:
    for name in names:
        setattr(taker, name, getattr(giver, name))


@dataclass(frozen=True, slots=True)
class _Where:
    """Where a project stands."""

    stage: str
    status: str
    commune: str | None
    moved_in_on: date | None


def _where(project: SettlementProject) -> _Where:
    return _Where(project.stage, project.status, project.commune_id, project.moved_in_on)


def _follow_life(project: SettlementProject, was: _Where, by: Person, now: datetime) -> None:
    """What follows from where a project stands now, and from what hangs on it."""
    if (was.stage, was.status) != (project.stage, project.status):
        _write(project, was, by, now)
    sync_entitlements(by=None, project=project)
    run_project_saved(project)


def _close(other: SettlementProject, kept: SettlementProject, by: Person, now: datetime) -> None:
    was = _where(other)
    other.status, other.close_reason = Status.CLOSED, SettlementProject.CloseReason.JOINED
    other.closed_at, other.joined_into, other.paused_until = now, kept, None
    other.save(update_fields=["status", "close_reason", "closed_at", "joined_into", "paused_until"])
    _write(other, was, by, now)


def _write(project: SettlementProject, was: _Where, by: Person, now: datetime) -> None:
    StageMove.objects.create(
        project=project,
        from_stage=was.stage,
        to_stage=project.stage,
        status=project.status,
        from_commune_id=was.commune,
        from_moved_in_on=was.moved_in_on,
        moved_by=by,
        moved_at=now,
    )
    publish(ProjectMoved(project_id=project.pk, stage=project.stage, status=project.status))


def _what_hangs_on_a_project() -> Iterator[tuple[type[models.Model], str]]:
    """Each model with a key to a project, and the name of the key; histories aside."""
    for relation in SettlementProject._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.many_to_many:
            continue
        model: Any = relation.related_model
        if model not in STAYS and not issubclass(model, Event):
            yield model, relation.field.name  # type: ignore[union-attr]  # a key to a project


def _hand_all_over(other: SettlementProject, kept: SettlementProject) -> dict[str, list[Any]]:
    firsts = HouseholdAdult.objects.filter(project=other, is_first=True)
    moved: dict[str, list[Any]] = {
        FIRST_ADULTS: [str(pk) for pk in firsts.values_list("pk", flat=True)]
    }
    firsts.update(is_first=False)
    for model, field in _what_hangs_on_a_project():
        keys = list(model._base_manager.filter(**{field: other}).values_list("pk", flat=True))
        passed = [key for key in keys if _hand_over(model, field, key, kept)]
        if passed:
            moved[f"{model._meta.label}.{field}"] = [
                key if isinstance(key, int) else str(key) for key in passed
            ]
    return moved


def _hand_over(model: type[models.Model], field: str, key: Any, kept: SettlementProject) -> bool:
    """Passes one row over, unless the kept project has its like already."""
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=key).update(**{field: kept})
    except DatabaseError:
        return False
    return True


def _hand_all_back(join: ProjectJoin) -> None:
    for path, keys in join.moved.items():
        if path == FIRST_ADULTS:
            continue
        label, _dot, field = path.rpartition(".")
        try:
            model = apps.get_model(label)
            model._meta.get_field(field)
        except (LookupError, FieldDoesNotExist):
            # A release since then keeps it otherwise: what it moved stays with the kept one.
            continue
        for key in keys:
            _give_back(model, field, key, join)
    HouseholdAdult.objects.filter(pk__in=join.moved[FIRST_ADULTS], project=join.other_id).update(
        is_first=True
    )


def _give_back(model: type[models.Model], field: str, key: Any, join: ProjectJoin) -> None:
    rows = model._base_manager.filter(pk=key, **{field: join.kept_id})
    try:
        with transaction.atomic():
            rows.update(**{field: join.other_id})
    except DatabaseError:
        # The other one has got its like since: both stand, each with its project.
        return
