"""Querysets of gatherings: upcoming, past, and managed by a person."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from bocage.network.members.querysets import in_clubs_run_by
from bocage.registrations.models import EventQuerySet
from bocage.registrations.models import RegistrationQuerySet as BaseRegistrationQuerySet

if TYPE_CHECKING:
    from bocage.network.gatherings.models.gatherings import Gathering  # noqa: F401 - read by mypy in strings
    from bocage.network.gatherings.models.registrations import Registration  # noqa: F401 - read by mypy in strings
    from bocage.people.models import Person


class GatheringQuerySet(EventQuerySet["Gathering"]):
    """Filters on gatherings."""

    def past(self, now: datetime) -> GatheringQuerySet:
        """Filters the gatherings that took place, the latest first."""
        over = Q(status="held") | Q(status__in=("open", "full"), ends_at__lte=now)
        return self.filter(over).order_by("-starts_at", "pk")

    def run_by(self, person: Person) -> GatheringQuerySet:
        """Filters the gatherings of the clubs that a person runs."""
        return self.filter(in_clubs_run_by(person))


class RegistrationQuerySet(BaseRegistrationQuerySet["Registration"]):
    """Filters on registrations."""

    def with_addresses(self) -> RegistrationQuerySet:
        """Selects the related person, needed to send messages."""
        return self.select_related("person")
