"""Query sets of sponsors' profiles."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef

from bocage.people.models import Mandate, Role

if TYPE_CHECKING:
    from bocage.welcome.sponsors.models import SponsorProfile  # noqa: F401 - read by mypy in strings


class SponsorQuerySet(models.QuerySet["SponsorProfile"]):
    """Profiles of sponsors, by whether a mandate makes them sponsors."""

    def mandated(self, on: date | None = None) -> SponsorQuerySet:
        """Filters existing profiles whose mandate on their commune is in force on a day (today by
        default).
        """
        mandates = Mandate.objects.in_force(on).filter(
            role=Role.SPONSOR, person=OuterRef("person"), scope__commune=OuterRef("commune")
        )
        return self.filter(Exists(mandates), status="active", person__is_active=True)
