"""How listings, dwellings and leads are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from bocage.territory.geography import metres, straight_line_from

if TYPE_CHECKING:
    from bocage.housing.models import (  # noqa: F401 - read by mypy in strings
        Dwelling,
        Lead,
        Listing,
        SavedSearch,
    )
    from bocage.people.policies import Reach


class ListingQuerySet(models.QuerySet["Listing"]):
    """Listings, by what they are to the market."""

    def on_the_market(self) -> ListingQuerySet:
        """Those that their source still offers."""
        return self.filter(gone_at=None)

    def to_settle(self) -> ListingQuerySet:
        """Those that changed since their dwelling last followed."""
        return self.filter(settled_at=None)


class DwellingQuerySet(models.QuerySet["Dwelling"]):
    """Dwellings, by what people look for."""

    def on_the_market(self) -> DwellingQuerySet:
        """Those that somebody offers today."""
        return self.filter(is_on_the_market=True)

    def near(self, latitude: float, longitude: float) -> DwellingQuerySet:
        """The located ones, nearest first, each with its `distance_m` in metres."""
        line = straight_line_from(latitude, longitude)
        return self.filter(latitude__isnull=False).annotate(distance_m=metres(line)).order_by(line)


class LeadQuerySet(models.QuerySet["Lead"]):
    """Leads of the hidden market."""

    def shown(self) -> LeadQuerySet:
        """Those that accompanied candidates see."""
        return self.filter(status="shared")

    def open(self) -> LeadQuerySet:
        """Those that are neither closed nor become a listing."""
        return self.filter(status__in=("told", "shared", "stale"))

    def kept_by(self, reach: Reach) -> LeadQuerySet:
        """Those of the communes within the reach of somebody's mandates."""
        if reach.everywhere:
            return self.all()
        return self.filter(
            Q(commune__departement__in=reach.departements)
            | Q(commune__epci__in=reach.epcis)
            | Q(commune__in=reach.communes)
        )


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    """Standing wishes."""

    def active(self) -> SavedSearchQuerySet:
        """Those whose address was confirmed, and that nobody stopped."""
        return self.filter(status="active")
