"""Criteria of a search, whether they come from a query string or a saved search."""

from __future__ import annotations

from dataclasses import dataclass

from bocage.housing.criteria.kinds import HOMES, Offer
from bocage.territory.models import Commune


@dataclass(frozen=True, kw_only=True)
class Area:
    """Circle around a position (degrees, WGS 84), as wide as `radius_m` metres.

    `commune` is the INSEE code of the commune at its centre, `label` how people call it.
    """

    latitude: float
    longitude: float
    radius_m: int
    label: str = ""
    commune: str = ""

    @classmethod
    def around(cls, commune: Commune | None, radius_m: int) -> Area | None:
        """Returns the circle around a commune; None where its position is not known."""
        if commune is None or commune.latitude is None or commune.longitude is None:
            return None
        return cls(
            latitude=commune.latitude,
            longitude=commune.longitude,
            radius_m=radius_m,
            label=commune.name,
            commune=commune.code,
        )


@dataclass(frozen=True, kw_only=True)
class Criteria:
    """Criteria of a search. Bounds are inclusive; None, empty or False mean no criterion.

    Prices are in euros (per month for rentals), surfaces in square metres. `energy_at_least` "C"
    accepts A, B and C. A dwelling that does not state a bounded value does not match.
    """

    offer: str = Offer.SALE.value
    kinds: tuple[str, ...] = tuple(kind.value for kind in HOMES)
    price_from: int | None = None
    price_to: int | None = None
    surface_from: int | None = None
    surface_to: int | None = None
    rooms_from: int | None = None
    rooms_to: int | None = None
    land_from_m2: int | None = None
    energy_at_least: str = ""
    needs_fibre: bool = False
    needs_office_room: bool = False
    needs_garden: bool = False
    workspace_within_m: int | None = None
    words: str = ""
    area: Area | None = None
