"""How lists of the welcome are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from bocage.people.models import Person

if TYPE_CHECKING:
    from bocage.people.policies import Reach
    from bocage.welcome.models import SettlementProject  # noqa: F401 - read by mypy in strings


class ProjectQuerySet(models.QuerySet["SettlementProject"]):
    """Settlement projects, by who may read them and where they stand."""

    def open(self) -> ProjectQuerySet:
        """Those that somebody works on."""
        return self.filter(status="open", erased_at=None)

    def of_household(self, person: Person) -> ProjectQuerySet:
        """Those whose household counts this person among its adults."""
        return self.filter(adults__person=person.pk, erased_at=None)

    def within(self, reach: Reach) -> ProjectQuerySet:
        """Those that mandates of this reach cover, as `SettlementProject.lineage` would tell."""
        if reach.everywhere:
            return self
        return self.filter(
            Q(departement__in=reach.departements)
            | Q(commune=None, epci__in=reach.epcis)
            | Q(commune__epci__in=reach.epcis)
        )
