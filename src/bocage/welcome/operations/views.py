"""Who has opened the file of a household, told to it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from bocage.people.models import Person
from bocage.welcome.models import ProjectView, SettlementProject

ONCE_IN = timedelta(hours=1)


def record_view(
    *, by: Person, project: SettlementProject, capacity: str, now: datetime | None = None
) -> bool:
    """Writes that somebody read a file, once an hour. The household itself reads what is its own.

    Returns whether a line was written.
    """
    now = now or timezone.now()
    with transaction.atomic():
        # The same person with many tabs: they are counted one by one.
        Person.objects.select_for_update(no_key=True, of=("self",)).get(pk=by.pk)
        is_known = ProjectView.objects.filter(
            project=project, person=by, capacity=capacity, viewed_at__gt=now - ONCE_IN
        ).exists()
        if is_known or project.adults.filter(person=by).exists():
            return False
        ProjectView.objects.create(project=project, person=by, capacity=capacity, viewed_at=now)
    return True
