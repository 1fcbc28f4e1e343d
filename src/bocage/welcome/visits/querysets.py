"""Query sets of stays and of welcome weekends."""

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
    """Queryset of stays, with filters by reader and by status."""

    def within(self, reach: Reach) -> StayQuerySet:
        """Filters stays of projects covered by mandates of this reach, consistently with
        `Stay.lineage`.
        """
        if reach.everywhere:
            return self
        return self.filter(
            Q(project__departement__in=reach.departements)
            | Q(project__commune=None, project__epci__in=reach.epcis)
            | Q(project__commune__epci__in=reach.epcis)
        )

    def open(self) -> StayQuerySet:
        """Filters stays that are in preparation or to come."""
        return self.filter(status__in=["draft", "confirmed"])

    def confirmed(self) -> StayQuerySet:
        """Filters confirmed stays, whose programme was sent."""
        return self.filter(status="confirmed")

    def over_by(self, moment: datetime) -> StayQuerySet:
        """Filters stays whose period has ended at a given time."""
        return self.filter(period__endswith__lte=moment)


class WeekendQuerySet(models.QuerySet["WelcomeWeekend"]):
    """Queryset of welcome weekends, with filters by reader and by status."""

    def within(self, reach: Reach) -> WeekendQuerySet:
        """Filters weekends that mandates of this reach cover, consistently with
        `WelcomeWeekend.lineage`.
        """
        if reach.everywhere:
            return self
        return self.filter(
            Q(departement__in=reach.departements)
            | Q(commune=None, epci__in=reach.epcis)
            | Q(commune__epci__in=reach.epcis)
        )

    def to_come(self) -> WeekendQuerySet:
        """Filters weekends that are in preparation, open or full."""
        return self.filter(status__in=["draft", "open", "full"])
