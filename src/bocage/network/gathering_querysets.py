"""How gatherings are read: those to come, those that were, and whose they are to run."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from bocage.network.querysets import ORGANISERS
from bocage.people.policies import reach_of

if TYPE_CHECKING:
    from bocage.network.models import Gathering, Registration  # noqa: F401 - read by mypy in strings
    from bocage.people.models import Person


class GatheringQuerySet(models.QuerySet["Gathering"]):
    """Gatherings, by what people look for."""

    def public(self) -> GatheringQuerySet:
        """Those of which everybody may read."""
        return self.filter(opened_at__isnull=False)

    def to_come(self, now: datetime) -> GatheringQuerySet:
        """Those that one may still come to, the next first."""
        return self.filter(status__in=("open", "full"), ends_at__gt=now).order_by("starts_at", "pk")

    def past(self, now: datetime) -> GatheringQuerySet:
        """Those that took place, the last first."""
        over = Q(status="held") | Q(status__in=("open", "full"), ends_at__lte=now)
        return self.filter(over).order_by("-starts_at", "pk")

    def run_by(self, person: Person) -> GatheringQuerySet:
        """Those of the clubs that somebody runs."""
        reach = reach_of(person, ORGANISERS)
        if reach.everywhere:
            return self
        return self.filter(
            Q(commune__departement__in=reach.departements) | Q(commune__epci__in=reach.epcis)
        )


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Registrations, by what they hold."""

    def standing(self) -> RegistrationQuerySet:
        """Those that are expected, or wait for a seat."""
        return self.filter(state__in=("registered", "waiting"))

    def expected(self) -> RegistrationQuerySet:
        """Those that have a seat, and those who came without one."""
        return self.filter(state="registered")

    def waiting(self) -> RegistrationQuerySet:
        """Those that wait for a seat, the first who asked first."""
        return self.filter(state="waiting").order_by("confirmed_at", "pk")
