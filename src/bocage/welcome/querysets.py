"""How lists of the welcome are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q

from bocage.people.models import Person

if TYPE_CHECKING:
    from bocage.people.policies import Reach
    from bocage.welcome.models import (  # noqa: F401 - read by mypy in strings
        Relay,
        SettlementProject,
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


class RelayQuerySet(models.QuerySet["Relay"]):
    """Relays, by who may read them and whether somebody still waits."""

    def open(self) -> RelayQuerySet:
        """Those that nobody answered or took back."""
        return self.filter(status__in=self.model.OPEN)

    def consented(self) -> RelayQuerySet:
        """Those of households that agree, today, to be spoken of to town halls."""
        consents = self.model._meta.apps.get_model("welcome", "ProjectConsent")
        agreed = consents.objects.filter(
            project=OuterRef("project"), use="town_halls", withdrawn_at=None
        )
        return self.filter(Exists(agreed), project__erased_at=None)

    def within(self, reach: Reach) -> RelayQuerySet:
        """Those of communes that mandates of this reach cover."""
        if reach.everywhere:
            return self
        return self.filter(
            Q(commune__departement__in=reach.departements)
            | Q(commune__epci__in=reach.epcis)
            | Q(commune__in=reach.communes)
        )
