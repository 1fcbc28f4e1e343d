"""Homes that a household follows: added, moved to another status, annotated, dropped.

The adults of one household share them, so each change locks the project, and no concurrent change
is lost.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.housing.deduplication.merge_hooks import on_dwellings_merged
from bocage.housing.models import Dwelling, Lead
from bocage.people.models import Person
from bocage.welcome.homes.errors import (
    AnotherHomeChosen,
    NotAMark,
    TooManyHomes,
    VisitWithoutMoment,
)
from bocage.welcome.homes.followed_homes import line_of
from bocage.welcome.homes.models import FollowedHome, FollowedHomeMove
from bocage.welcome.projects.events import ProjectFactHappened, ProjectFactTakenBack
from bocage.welcome.projects.facts import Fact
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.operations.locking import lock_project

MAX_HOMES = 100
LONGEST_NOTES = 2000
LONGEST_HOME_WORDS = 300
BEST_MARK = 5

Status = FollowedHome.Status

FACTS = {Status.VISITED: Fact.HOME_VISITED, Status.CHOSEN: Fact.HOME_FOUND}
"""Facts that complete tasks of the project, by the new status of a home."""


def follow_home(
    *,
    by: Person,
    project: SettlementProject,
    home: Dwelling | Lead,
    now: datetime | None = None,
) -> FollowedHome:
    """Adds a home to those that a household follows. Idempotent.

    Raises:
        NotAllowed: `by` is not of the household, or may not see the lead.
        TooManyHomes: a hundred are already followed.
        ProjectErased: the project is erased.
    """
    by.require("welcome.see_own_project", project)
    if isinstance(home, Lead) and not by.has_perm("housing.see_lead", home):
        raise NotAllowed
    moment = now or timezone.now()
    home_filter = {"lead": home} if isinstance(home, Lead) else {"dwelling": home}
    with transaction.atomic():
        locked = lock_project(project)
        followed_home = FollowedHome.objects.filter(project=locked, **home_filter).first()
        if followed_home is not None:
            return followed_home
        if locked.homes.count() >= MAX_HOMES:
            raise TooManyHomes
        followed = FollowedHome.objects.create(
            project=locked, added_by=by, added_at=moment, changed_at=moment, **home_filter
        )
        _write_move(followed, FollowedHomeMove.FOLLOWED, by, moment)
    return followed


def move_home(
    *,
    by: Person,
    home: FollowedHome,
    status: str,
    visit_at: datetime | None = None,
    now: datetime | None = None,
) -> FollowedHome:
    """Sets the status of a home for a household. Without `visit_at`, the known time of the visit is
    retained.

    Raises:
        NotAllowed: `by` is not of the household.
        VisitWithoutMoment: the status is « to visit », and no time is known.
        AnotherHomeChosen: the household has already chosen another home.
        ValueError: `status` is not one of FollowedHome.Status.
    """
    new_status = Status(status)
    by.require("welcome.see_own_project", home.project)
    with transaction.atomic():
        project = lock_project(home.project)
        locked = _locked(home)
        moment = visit_at or locked.visit_at
        if new_status == Status.TO_VISIT and moment is None:
            raise VisitWithoutMoment
        siblings = project.homes.exclude(pk=locked.pk)
        if new_status == Status.CHOSEN and siblings.filter(status=Status.CHOSEN).exists():
            raise AnotherHomeChosen
        was, is_visit_moved = locked.status, moment != locked.visit_at
        if is_visit_moved:
            locked.visit_at, locked.sequence = moment, locked.sequence + 1
        locked.status, locked.changed_at = new_status, now or timezone.now()
        locked.save(update_fields=["status", "visit_at", "sequence", "changed_at"])
        if was != new_status or is_visit_moved:
            _write_move(locked, new_status, by, locked.changed_at)
        if was != new_status and new_status in FACTS:
            publish(ProjectFactHappened(project_id=project.pk, fact=FACTS[new_status]))
        if was != new_status and was == Status.CHOSEN:
            publish(ProjectFactTakenBack(project_id=project.pk, fact=Fact.HOME_FOUND))
    return locked


def note_home(
    *,
    by: Person,
    home: FollowedHome,
    notes: str,
    mark: int | None = None,
    now: datetime | None = None,
) -> FollowedHome:
    """Records the household's private notes on a home, and its mark from 1 to 5.

    Raises:
        NotAllowed: `by` is not of the household.
        NotAMark: the mark is out of range.
    """
    by.require("welcome.see_own_project", home.project)
    if mark is not None and not 1 <= mark <= BEST_MARK:
        raise NotAMark
    with transaction.atomic():
        lock_project(home.project)
        locked = _locked(home)
        locked.notes = notes.replace("\x00", "").strip()[:LONGEST_NOTES]
        locked.mark, locked.changed_at = mark, now or timezone.now()
        locked.save(update_fields=["notes", "mark", "changed_at"])
    return locked


def stop_following_home(*, by: Person, home: FollowedHome, now: datetime | None = None) -> None:
    """Stops following a home, and deletes its notes; its past status changes are retained.
    Idempotent.

    Raises:
        NotAllowed: `by` is not of the household.
        ProjectErased: the project is erased.
    """
    by.require("welcome.see_own_project", home.project)
    with transaction.atomic():
        project = lock_project(home.project)
        locked = _homes_locked().filter(pk=home.pk).first()
        if locked is None:
            return
        _write_move(locked, FollowedHomeMove.LET_GO, by, now or timezone.now())
        was_theirs = locked.status == Status.CHOSEN
        locked.delete()
        if was_theirs:
            publish(ProjectFactTakenBack(project_id=project.pk, fact=Fact.HOME_FOUND))


@on_dwellings_merged
def hand_over_followed_homes(absorbed: Mapping[UUID, UUID]) -> None:
    """Transfers followed homes to the remaining dwelling when duplicates were merged.

    If a household followed both, the one changed last is retained, with the notes of both.
    """
    following = lock_rows(FollowedHome.objects.all()).filter(
        dwelling__in={*absorbed, *absorbed.values()}
    )
    retained: dict[tuple[UUID, UUID | None], FollowedHome] = {}
    for home in following.order_by("-changed_at", "pk"):
        survivor = absorbed.get(home.dwelling_id) if home.dwelling_id else None
        into = survivor or home.dwelling_id
        first = retained.setdefault((home.project_id, into), home)
        if first is not home:
            first.notes = "\n".join(filter(None, [first.notes, home.notes]))[:LONGEST_NOTES]
            home.delete()
    for (_project, into), home in retained.items():
        home.dwelling_id = into
        home.save(update_fields=["dwelling", "notes"])
    for move in FollowedHomeMove.objects.filter(dwelling__in=absorbed):
        move.dwelling_id = absorbed[move.dwelling_id] if move.dwelling_id else None
        move.save(update_fields=["dwelling"])


def _homes_locked() -> QuerySet[FollowedHome]:
    return lock_rows(FollowedHome.objects.all()).select_related(
        "project", "dwelling__commune", "lead__commune"
    )


def _locked(home: FollowedHome) -> FollowedHome:
    return _homes_locked().get(pk=home.pk)


def _write_move(home: FollowedHome, step: str, by: Person, moment: datetime) -> None:
    line = line_of(home)
    FollowedHomeMove.objects.create(
        project=home.project,
        dwelling=home.dwelling,
        lead=home.lead,
        home_words=" · ".join(filter(None, [line.title, line.commune]))[:LONGEST_HOME_WORDS],
        step=step,
        visit_at=home.visit_at,
        moved_by=by,
        moved_at=moment,
    )
