"""How lists of stays and of welcome weekends are read."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from bocage.people.policies import Reach
    from bocage.welcome.visits.stays.models import Stay  # noqa: F401 - read by mypy in strings
    from bocage.welcome.visits.weekends.models import WelcomeWeekend  # noqa: F401 - read by mypy in strings


class StayQuerySet(models.QuerySet["Stay"]):
    """Stays, by who may read them and where they stand."""

    def within(self, reach: Reach) -> StayQuerySet:
        """Those of projects that mandates of this reach cover, as `Stay.lineage` would tell."""
        if reach.everywhere:
            return self
        return self.filter(
            Q(project__departement__in=reach.departements)
            | Q(project__commune=None, project__epci__in=reach.epcis)
            | Q(project__commune__epci__in=reach.epcis)
        )

    def open(self) -> StayQuerySet:
        """Those that are prepared or to come."""
        return self.filter(status__in=["draft", "confirmed"])

    def confirmed(self) -> StayQuerySet:
        """Those whose programme was told."""
        return self.filter(status="confirmed")

    def over_by(self, moment: datetime) -> StayQuerySet:
        """Those whose period has ended."""
        return self.filter(period__endswith__lte=moment)


class WeekendQuerySet(models.QuerySet["WelcomeWeekend"]):
    """Welcome weekends, by who may read them and where they stand."""

    def within(self, reach: Reach) -> WeekendQuerySet:
        """Those that mandates of this reach cover, as `WelcomeWeekend.lineage` would tell."""
        if reach.everywhere:
            return self
        return self.filter(
            Q(departement__in=reach.departements)
            | Q(commune=None, epci__in=reach.epcis)
            | Q(commune__epci__in=reach.epcis)
        )

    def to_come(self) -> WeekendQuerySet:
        """Those that are prepared, open or full."""
        return self.filter(status__in=["draft", "open", "full"])
