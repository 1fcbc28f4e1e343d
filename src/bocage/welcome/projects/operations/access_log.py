"""Log of the people who opened the file of a household, or another page about it, shown to the
household.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_row
from bocage.people.models import Person, Role
from bocage.people.policies import holds_anywhere
from bocage.welcome.projects.models.projects import HouseholdAdult, ProjectView, SettlementProject

ONCE_IN = timedelta(hours=1)


@runtime_checkable
class Accompanied(Protocol):
    """Protocol of objects that let a person read about a household without a mandate on it, because
    they accompany it.
    """

    def is_accompanied_by(self, person: Person) -> bool: ...


def record_view(
    *, by: Person, project: SettlementProject, capacity: str, now: datetime | None = None
) -> bool:
    """Records that a person read a file, at most once an hour. Adults of the household are not
    recorded.

    Returns True if a line was written.
    """
    return bool(record_views(by=by, projects=[project], capacity=capacity, now=now))


def record_views(
    *,
    by: Person,
    projects: Iterable[SettlementProject],
    capacity: str,
    now: datetime | None = None,
) -> int:
    """Records that one page showed several households to a person, once for each. Returns the
    number of new rows; costs one query if all are recorded already.
    """
    now = now or timezone.now()
    keys = {project.pk for project in projects}
    if not keys - _already_recorded(by, keys, capacity, now):
        return 0
    with transaction.atomic():
        # Serialises concurrent tabs of the same person.
        lock_row(by)
        own_projects = HouseholdAdult.objects.filter(person=by, project__in=keys)
        fresh = (
            keys
            - _already_recorded(by, keys, capacity, now)
            - set(own_projects.values_list("project", flat=True))
        )
        ProjectView.objects.bulk_create(
            ProjectView(project_id=key, person=by, capacity=capacity, viewed_at=now)
            for key in sorted(fresh)
        )
    return len(fresh)


def capacity_of(person: Person, target: object = None) -> str:
    """Returns the capacity in which a person reads about a household: sponsor if they accompany it,
    else the role of their mandate (coordinator or administrator).
    """
    if isinstance(target, Accompanied) and target.is_accompanied_by(person):
        return Role.SPONSOR
    return Role.COORDINATOR if holds_anywhere(person, Role.COORDINATOR) else Role.ADMIN


def _already_recorded(by: Person, keys: set[UUID], capacity: str, now: datetime) -> set[UUID]:
    """Returns the projects whose view was recorded within the last hour."""
    lately = ProjectView.objects.filter(
        project__in=keys, person=by, capacity=capacity, viewed_at__gt=now - ONCE_IN
    )
    return set(lately.values_list("project", flat=True))
