"""Query sets of projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from bocage.people.models import Person

if TYPE_CHECKING:
    from datetime import datetime

    from bocage.people.policies import Reach
    from bocage.welcome.projects.models.projects import SettlementProject  # noqa: F401 - read by mypy in strings


class ProjectQuerySet(models.QuerySet["SettlementProject"]):
    """Queryset of settlement projects, with filters by reader and by status."""

    def open(self) -> ProjectQuerySet:
        """Filters projects that are open and not erased."""
        return self.filter(status="open", erased_at=None)

    def with_a_file(self) -> ProjectQuerySet:
        """Filters projects that lists show: those not erased. Erased ones are still counted, but
        have no file.
        """
        return self.filter(erased_at=None)

    def late(self, now: datetime) -> ProjectQuerySet:
        """Filters open projects whose first answer or next action is overdue, or that have no next
        action.
        """
        return self.filter(status="open", attention_at__lte=now)

    def of_household(self, person: Person) -> ProjectQuerySet:
        """Filters projects of which this person is an adult, without the erased ones."""
        return self.filter(adults__person=person.pk, erased_at=None)

    def within(self, reach: Reach) -> ProjectQuerySet:
        """Filters projects that mandates of this reach cover, consistently with
        `SettlementProject.lineage`.
        """
        if reach.everywhere:
            return self
        covered = Q(departement__in=reach.departements)
        if reach.epcis:
            # Added only if needed: the join prevents lists from using their indexes.
            covered |= Q(commune=None, epci__in=reach.epcis) | Q(commune__epci__in=reach.epcis)
        return self.filter(covered)
