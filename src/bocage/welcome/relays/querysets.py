"""Query sets of relays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from bocage.people.policies import Reach
    from bocage.welcome.relays.models import Relay  # noqa: F401 - read by mypy in strings


class RelayQuerySet(models.QuerySet["Relay"]):
    """Queryset of relays, with filters by reader and by status."""

    def open(self) -> RelayQuerySet:
        """Filters relays that were neither answered nor withdrawn."""
        return self.filter(status__in=self.model.OPEN)

    def consented(self) -> RelayQuerySet:
        """Filters relays of households that consent, today, to be mentioned to town halls."""
        consents = self.model._meta.apps.get_model("welcome", "ProjectConsent")
        agreed = consents.objects.filter(
            project=OuterRef("project"), use="town_halls", withdrawn_at=None
        )
        return self.filter(Exists(agreed), project__erased_at=None)

    def within(self, reach: Reach) -> RelayQuerySet:
        """Filters relays of communes that mandates of this reach cover. Elected members of an
        intercommunalité see a relay only once it has reached them, which this filter does not
        check.
        """
        return self.filter(
            reach.within(
                departement="commune__departement", epci="commune__epci", commune="commune"
            )
        )

    def come_to_the_epci(self) -> RelayQuerySet:
        """Filters relays sent to the intercommunalité, first or after the town hall."""
        return self.filter(Q(recipient="epci") | Q(epci_notified_at__isnull=False))
