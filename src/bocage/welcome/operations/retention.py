"""How long a project without news is kept: its household is warned, then it is erased."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.instance import current_instance
from bocage.people.models import Person
from bocage.welcome import project_notices
from bocage.welcome.models import SettlementProject
from bocage.welcome.operations.locking import lock_project
from bocage.welcome.operations.projects import erase_project

KEPT_BEFORE = timedelta(days=30)
"""How long before it would be erased a household is warned."""
AT_ONCE = 200
"""How many projects one night warns or erases: the next night goes on."""


def warn_silent_households(*, now: datetime | None = None) -> int:
    """Tells households whose project nobody spoke of for almost as long as it is kept; says how
    many. Each is told once a silence.
    """
    moment = now or timezone.now()
    silent = _silent_since(moment - _kept_for() + KEPT_BEFORE).filter(asked_to_keep_at=None)
    warned = 0
    for project in silent[:AT_ONCE]:
        with transaction.atomic():
            locked = lock_project(project)
            if locked.asked_to_keep_at is None:
                locked.asked_to_keep_at = moment
                locked.save(update_fields=["asked_to_keep_at"])
                project_notices.warn_household(locked, erased_on=moment + KEPT_BEFORE)
                warned += 1
    return warned


def erase_silent_projects(*, now: datetime | None = None) -> int:
    """Erases what nobody spoke of for as long as projects are kept, once its household was warned a
    month before; says how many.
    """
    moment = now or timezone.now()
    silent = _silent_since(moment - _kept_for()).filter(asked_to_keep_at__lte=moment - KEPT_BEFORE)
    projects = list(silent[:AT_ONCE])
    for project in projects:
        erase_project(by=None, project=project, now=moment)
    return len(projects)


def keep_project(
    *, by: Person, project: SettlementProject, now: datetime | None = None
) -> SettlementProject:
    """« Gardez mon projet »: its silence begins anew. Done twice, it is harmless.

    Raises:
        NotAllowed: `by` is not of the household.
        ProjectErased: it is too late.
    """
    if not by.has_perm("welcome.see_own_project", project):
        raise NotAllowed
    with transaction.atomic():
        locked = lock_project(project)
        locked.last_contact_at, locked.asked_to_keep_at = now or timezone.now(), None
        locked.save(update_fields=["last_contact_at", "asked_to_keep_at"])
    return locked


def _silent_since(moment: datetime) -> QuerySet[SettlementProject]:
    silent = SettlementProject.objects.filter(erased_at=None, last_contact_at__lt=moment)
    return silent.order_by("last_contact_at", "pk")


def _kept_for() -> timedelta:
    return timedelta(days=current_instance().project_kept_days)
