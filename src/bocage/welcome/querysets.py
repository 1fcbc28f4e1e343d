"""How lists of the welcome are read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q

from bocage.people.models import Mandate, Person, Role

if TYPE_CHECKING:
    from bocage.people.policies import Reach
    from bocage.welcome.models import (  # noqa: F401 - read by mypy in strings
        SettlementProject,
        SponsorProfile,
    )


class ProjectQuerySet(models.QuerySet["SettlementProject"]):
    """Settlement projects, by who may read them and where they stand."""

    def open(self) -> ProjectQuerySet:
        """Those that somebody works on."""
        return self.filter(status="open")

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


class SponsorQuerySet(models.QuerySet["SponsorProfile"]):
    """Profiles of sponsors, by whether a mandate makes them sponsors."""

    def mandated(self, on: date | None = None) -> SponsorQuerySet:
        """Those whose mandate on their commune holds on a day (today when not said)."""
        held = Mandate.objects.in_force(on).filter(
            role=Role.SPONSOR, person=OuterRef("person"), scope__commune=OuterRef("commune")
        )
        return self.filter(Exists(held), status="standing", person__is_active=True)
