"""Queries of leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import LessThanOrEqual

from bocage.territory.geography import roughly_within
from bocage.territory.models import Commune

if TYPE_CHECKING:
    from bocage.housing.criteria.criteria import Area, Criteria
    from bocage.housing.leads.models.leads import Lead  # noqa: F401 - read by mypy in strings
    from bocage.people.policies import Reach


class LeadQuerySet(models.QuerySet["Lead"]):
    """Leads of the hidden market."""

    def shared(self) -> LeadQuerySet:
        """Selects the leads that accompanied candidates see."""
        return self.filter(status="shared")

    def open(self) -> LeadQuerySet:
        """Selects the leads that are neither closed nor become a listing."""
        return self.filter(status__in=("reported", "shared", "stale"))

    def meeting(self, criteria: Criteria) -> LeadQuerySet:
        """Selects the leads that these criteria may match, by what candidates see of a lead: its
        commune, its kind, its rough price, its rooms.

        Unknown values of a lead do not exclude it: leads are word of mouth. Without a known offer,
        a lead matches both sales and rentals.
        """
        soon = Q(market="soon", soon_offer__in=("", criteria.offer))
        leads = self.filter(Q(market=criteria.offer) | soon)
        if criteria.kinds:
            leads = leads.filter(kind__in=criteria.kinds)
        if criteria.price_to is not None:
            leads = leads.filter(Q(price_from_eur=None) | Q(price_from_eur__lte=criteria.price_to))
        if criteria.price_from is not None:
            leads = leads.filter(Q(price_to_eur=None) | Q(price_to_eur__gte=criteria.price_from))
        if criteria.rooms_from is not None:
            leads = leads.filter(Q(rooms=None) | Q(rooms__gte=criteria.rooms_from))
        if criteria.rooms_to is not None:
            leads = leads.filter(Q(rooms=None) | Q(rooms__lte=criteria.rooms_to))
        if criteria.area is not None:
            leads = leads.filter(
                Q(commune=criteria.area.commune) | Q(commune__in=_communes_within(criteria.area))
            )
        return leads

    def managed_within(self, reach: Reach) -> LeadQuerySet:
        """Selects the leads of the communes within the reach of mandates."""
        return self.filter(
            reach.within(
                departement="commune__departement", epci="commune__epci", commune="commune"
            )
        )


def _communes_within(area: Area) -> models.QuerySet[Commune, str]:
    """Returns the codes of the communes whose position lies in a circle."""
    near = Commune.objects.near(area.latitude, area.longitude).order_by()
    around = roughly_within(area.latitude, area.longitude, area.radius_m)
    within = LessThanOrEqual(F("distance_m"), area.radius_m)
    return near.filter(around, within).values_list("code", flat=True)
