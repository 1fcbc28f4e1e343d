"""Merge of two projects of one household, and its undoing.

All rows attached to the absorbed project move to the surviving one, whatever their subject:
messages, adults, tasks, relays… Duplicates (the same adult, the same task) remain with the absorbed
project, which is closed and leads to the surviving one. Nothing is deleted.

The surviving project takes the furthest stage of the two that are not closed, and the most active
status of the two.
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
    MergedElsewhere,
    NotMergedAnyMore,
    SameProject,
)
from bocage.welcome.pipeline.models.merges import ProjectMerge
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

STAYS = (StageMove, ProjectMerge, SettlementProject)
"""Models whose rows remain with their own project."""

REASON_LEFT = SettlementProject.CloseReason.LEFT

FIRST_ADULTS = "first_adults"


def merge_projects(
    *,
    by: Person,
    survivor: SettlementProject,
    absorbed: SettlementProject,
    now: datetime | None = None,
) -> ProjectMerge:
    """Merges `absorbed` into `survivor`, and closes it. Does nothing if they are merged already.

    Raises:
        NotAllowed: `by` does not follow both.
        SameProject: both are one project.
        MergedElsewhere: one of them was merged or erased meanwhile.
        HouseholdHasLeft: one of them belongs to a household that came and left.
    """
    if survivor.pk == absorbed.pk:
        raise SameProject
    _check_follows(by, survivor, absorbed)
    now = now or timezone.now()
    with transaction.atomic():
        survivor, absorbed = _both_locked(survivor, absorbed)
        if absorbed.merged_into_id == survivor.pk:
            return ProjectMerge.objects.get(absorbed=absorbed, undone_at=None)
        _check_stand_alone(survivor, absorbed)
        was_at = _position(survivor)
        merge = ProjectMerge(survivor=survivor, absorbed=absorbed, merged_by=by, merged_at=now)
        merge.before = {"survivor": _snapshot_of(survivor), "absorbed": _snapshot_of(absorbed)}
        merge.moved_rows = _hand_all_over(absorbed, survivor)
        _complete(survivor, absorbed)
        merge.before["completed"] = _snapshot_of(survivor)
        merge.save(force_insert=True)
        _close(absorbed, survivor, by, now)
        _follow_life(survivor, was_at, by, now)
        for fact in survivor.happened_facts.values_list("fact", flat=True):
            publish(ProjectFactHappened(project_id=survivor.pk, fact=fact))
    return merge


def undo_merge(*, by: Person, merge: ProjectMerge, now: datetime | None = None) -> ProjectMerge:
    """Separates two projects that were merged: the rows that were moved go back; rows added since,
    including to those rows, remain with `survivor`.

    Raises:
        NotAllowed: `by` does not follow both.
        NotMergedAnyMore: they are already separate.
    """
    _check_follows(by, merge.survivor, merge.absorbed)
    now = now or timezone.now()
    with transaction.atomic():
        survivor, absorbed = _both_locked(merge.survivor, merge.absorbed)
        locked = lock_row(merge)
        if locked.undone_at is not None:
            raise NotMergedAnyMore
        _hand_all_back(locked)
        was_at, other_was_at = _position(survivor), _position(absorbed)
        _restore(survivor, _unchanged_since(locked, survivor))
        absorbed.merged_into = None
        _restore(absorbed, locked.before["absorbed"], "merged_into")
        locked.undone_at = now
        locked.save(update_fields=["undone_at"])
        _follow_life(survivor, was_at, by, now)
        _follow_life(absorbed, other_was_at, by, now)
    return locked


def _check_follows(by: Person, *projects: SettlementProject) -> None:
    if not all(by.has_perm("welcome.follow_project", project) for project in projects):
        raise NotAllowed


def _check_stand_alone(*projects: SettlementProject) -> None:
    if any(
        project.merged_into_id is not None or project.erased_at is not None for project in projects
    ):
        raise MergedElsewhere
    if any(
        project.left_on is not None or project.close_reason == REASON_LEFT for project in projects
    ):
        raise HouseholdHasLeft


def _both_locked(
    survivor: SettlementProject, absorbed: SettlementProject
) -> tuple[SettlementProject, SettlementProject]:
    """Locks both projects in the order of their keys, so that concurrent merges do not deadlock."""
    rows = (
        lock_rows(SettlementProject.objects.all())
        .select_related("commune")
        .filter(pk__in=[survivor.pk, absorbed.pk])
        .order_by("pk")
    )
    projects_by_key = {project.pk: project for project in rows}
    return projects_by_key[survivor.pk], projects_by_key[absorbed.pk]


FIELD_GROUPS = (
    ("answered_at",),
    ("coordinator_id",),
    ("epci_id",),
    ("last_contact_at", "erasure_warned_at"),
    ("next_action", "next_action_on", "next_action_by_id", "next_action_for_household"),
    ("status", "close_reason", "closed_at", "paused_until"),
    ("stage", "stage_since", "commune_id", "moved_in_on"),
)
"""Fields that a merge changes and its undoing restores, grouped if they depend on each other."""

*_ALONE, ACTION, LIFE, PLACE = FIELD_GROUPS
RECORDED_FIELDS = tuple(name for names in FIELD_GROUPS for name in names)


def _snapshot_of(project: SettlementProject) -> dict[str, Any]:
    values = {name: getattr(project, name) for name in RECORDED_FIELDS}
    return {
        name: value if value is None or isinstance(value, str) else _as_text(value)
        for name, value in values.items()
    }


def _as_text(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _restore(project: SettlementProject, before: dict[str, Any], *extra_fields: str) -> None:
    for name, value in before.items():
        field: Any = SettlementProject._meta.get_field(name.removesuffix("_id"))
        setattr(project, name, field.to_python(value))
    give_action_an_owner(project)
    names = {name.removesuffix("_id") for name in before} | {"next_action_by"}
    project.save(update_fields=[*sorted(names), *extra_fields])


def _unchanged_since(merge: ProjectMerge, survivor: SettlementProject) -> dict[str, Any]:
    """Returns the former values of the surviving project, for the fields unchanged since the
    merge.
    """
    before, completed, current = (
        merge.before["survivor"],
        merge.before["completed"],
        _snapshot_of(survivor),
    )
    return {
        name: before[name]
        for names in FIELD_GROUPS
        if all(current[name] == completed[name] for name in names)
        for name in names
    }


def _complete(survivor: SettlementProject, absorbed: SettlementProject) -> None:
    """Copies to the surviving project what only the other has: first answer, coordinator, next
    action; and the furthest stage.
    """
    answers = [
        project.answered_at for project in (survivor, absorbed) if project.answered_at is not None
    ]
    survivor.answered_at = min(answers) if answers else None
    survivor.last_contact_at = max(survivor.last_contact_at, absorbed.last_contact_at)
    # The adults of the other project were not warned of the erasure.
    survivor.erasure_warned_at = None
    survivor.coordinator_id = survivor.coordinator_id or absorbed.coordinator_id
    survivor.epci_id = survivor.epci_id or absorbed.epci_id
    if not survivor.next_action:
        _take(ACTION, absorbed, survivor)
    give_action_an_owner(survivor)
    _take_furthest_stage(survivor, absorbed)
    survivor.save(update_fields=[name.removesuffix("_id") for name in RECORDED_FIELDS])


def _take_furthest_stage(survivor: SettlementProject, absorbed: SettlementProject) -> None:
    """Takes the most active status of the two, and the furthest stage of those that are not
    closed, and its commune.
    """
    pair = (survivor, absorbed)
    existing = [project for project in pair if project.status != Status.CLOSED] or [*pair]
    furthest = max(existing, key=lambda project: STAGES.index(Stage(project.stage)))
    liveliest = max(pair, key=lambda project: LIVELIEST_LAST.index(Status(project.status)))
    candidates = [furthest.commune_id, *(project.commune_id for project in existing)]
    _take(PLACE, furthest, survivor)
    _take(LIFE, liveliest, survivor)
    survivor.commune_id = next(filter(None, candidates), None)


def _take(names: tuple[str, ...], giver: SettlementProject, volunteer: SettlementProject) -> None:
    for name in names:
        setattr(volunteer, name, getattr(giver, name))


@dataclass(frozen=True, slots=True)
class _Where:
    """Stage and status of a project."""

    stage: str
    status: str
    commune: str | None
    moved_in_on: date | None


def _position(project: SettlementProject) -> _Where:
    return _Where(project.stage, project.status, project.commune_id, project.moved_in_on)


def _follow_life(project: SettlementProject, was: _Where, by: Person, now: datetime) -> None:
    """Applies the effects of the new stage and status of a project, and of its moved rows."""
    if (was.stage, was.status) != (project.stage, project.status):
        _write(project, was, by, now)
    sync_entitlements(by=None, project=project)
    run_project_saved(project)


def _close(
    absorbed: SettlementProject, survivor: SettlementProject, by: Person, now: datetime
) -> None:
    was = _position(absorbed)
    absorbed.status, absorbed.close_reason = Status.CLOSED, SettlementProject.CloseReason.MERGED
    absorbed.closed_at, absorbed.merged_into, absorbed.paused_until = now, survivor, None
    absorbed.save(
        update_fields=["status", "close_reason", "closed_at", "merged_into", "paused_until"]
    )
    _write(absorbed, was, by, now)


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


def _relations_to_project() -> Iterator[tuple[type[models.Model], str]]:
    """Yields each model with a foreign key to a project, and the name of the key, except
    histories.
    """
    for relation in SettlementProject._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.many_to_many:
            continue
        model: Any = relation.related_model
        if model not in STAYS and not issubclass(model, Event):
            yield model, relation.field.name  # type: ignore[union-attr]  # a key to a project


def _hand_all_over(
    absorbed: SettlementProject, survivor: SettlementProject
) -> dict[str, list[Any]]:
    firsts = HouseholdAdult.objects.filter(project=absorbed, is_first=True)
    moved_rows: dict[str, list[Any]] = {
        FIRST_ADULTS: [str(pk) for pk in firsts.values_list("pk", flat=True)]
    }
    firsts.update(is_first=False)
    for model, field in _relations_to_project():
        keys = list(model._base_manager.filter(**{field: absorbed}).values_list("pk", flat=True))
        passed = [key for key in keys if _hand_over(model, field, key, survivor)]
        if passed:
            moved_rows[f"{model._meta.label}.{field}"] = [
                key if isinstance(key, int) else str(key) for key in passed
            ]
    return moved_rows


def _hand_over(
    model: type[models.Model], field: str, key: Any, survivor: SettlementProject
) -> bool:
    """Moves one row, unless the surviving project has a duplicate."""
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=key).update(**{field: survivor})
    except DatabaseError:
        return False
    return True


def _hand_all_back(merge: ProjectMerge) -> None:
    for path, keys in merge.moved_rows.items():
        if path == FIRST_ADULTS:
            continue
        label, _dot, field = path.rpartition(".")
        try:
            model = apps.get_model(label)
            model._meta.get_field(field)
        except (LookupError, FieldDoesNotExist):
            # The model has changed in a release since: its rows remain with the surviving project.
            continue
        for key in keys:
            _give_back(model, field, key, merge)
    HouseholdAdult.objects.filter(
        pk__in=merge.moved_rows[FIRST_ADULTS], project=merge.absorbed_id
    ).update(is_first=True)


def _give_back(model: type[models.Model], field: str, key: Any, merge: ProjectMerge) -> None:
    rows = model._base_manager.filter(pk=key, **{field: merge.survivor_id})
    try:
        with transaction.atomic():
            rows.update(**{field: merge.absorbed_id})
    except DatabaseError:
        # The other project has a duplicate since: each remains with its project.
        return
