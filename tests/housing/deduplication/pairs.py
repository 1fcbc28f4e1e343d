"""Pairs of listings that are, or may be, one home."""

from typing import Any

from bocage.housing.deduplication.operations.deduplication import deduplicate_pending_listings
from bocage.housing.models import Listing
from bocage.people.models import Person, Role
from bocage.territory.models import Departement
from tests.housing.factories import ListingFactory
from tests.people.factories import MandateFactory, ScopeFactory
from tests.territory.factories import CommuneFactory

SAME_HOUSE = {
    "surface_m2": "150.60",
    "price_eur": 231_000,
    "energy_kwh": 174,
    "energy_class": "D",
    "land_m2": 2_340,
}
"""Values that several agencies state of one house, for a certain match."""


def coordinator_of(departement: Departement) -> Person:
    """Returns a current coordinator of a département."""
    scope = ScopeFactory(of_departement=True, departement=departement)
    return MandateFactory(role=Role.COORDINATOR, scope=scope).person


def deduplicated_pair(**fields: Any) -> tuple[Listing, Listing]:
    """Returns two listings of one house by two agencies, linked automatically."""
    commune = CommuneFactory()
    return _deduplicated(
        ListingFactory(commune=commune, **SAME_HOUSE | fields),
        ListingFactory(commune=commune, **SAME_HOUSE | fields),
    )


def doubtful_pair(**fields: Any) -> tuple[Listing, Listing]:
    """Two houses of one village and of about one size and price."""
    commune = fields.pop("commune", None) or CommuneFactory()
    alike = {"commune": commune, "description": "", "title": "Maison", "land_m2": None}
    alike |= {"energy_class": "", **fields}
    return _deduplicated(
        ListingFactory(**alike | {"surface_m2": 121, "price_eur": 182_000, "rooms": None}),
        ListingFactory(**alike | {"surface_m2": 125, "price_eur": 174_000, "bedrooms": None}),
    )


def _deduplicated(first: Listing, second: Listing) -> tuple[Listing, Listing]:
    deduplicate_pending_listings()
    first.refresh_from_db()
    second.refresh_from_db()
    return first, second
