"""How lists of relays are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from bocage.people.policies import Reach
    from bocage.welcome.relays.models import Relay  # noqa: F401 - read by mypy in strings


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
        """Those of communes that mandates of this reach cover. Those elected for an
        intercommunalité see a relay from the moment at which it has come to them.
        """
        return self.filter(
            reach.within(
                departement="commune__departement", epci="commune__epci", commune="commune"
            )
        )

    def come_to_the_epci(self) -> RelayQuerySet:
        """Those that its intercommunalité was asked, first or in the end."""
        return self.filter(Q(asked_of="epci") | Q(epci_told_at__isnull=False))
