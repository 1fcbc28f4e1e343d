"""Traits of a listing by which its home is recognised."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date

from bocage.housing.deduplication.record_linkage.words import Words


@dataclass(slots=True, kw_only=True)
class Traits:
    """Traits of a listing that are compared. Empty text, None or an empty tuple where the listing
    does not state them.

    Prices are in euros (per month, charges included, for rentals), surfaces in square metres,
    positions in degrees (WGS 84). `agency` identifies the author: one source may carry several
    agencies. `net_price_eur` is the price without the agency's fees. `earlier_prices` are previous
    asking prices; `photos` are difference hashes of 64 bits, without those that many homes share
    (logos, « photo à venir »).
    """

    key: Hashable
    agency: Hashable
    external_id: str = ""
    reference: str = ""
    is_on_the_market: bool = True
    offer: str = "sale"
    kind: str = "house"
    commune: str = ""
    postcode: str = ""
    town: str = ""
    district: str = ""
    latitude: float | None = None
    longitude: float | None = None
    precision: str = ""
    price_eur: int
    net_price_eur: int | None = None
    earlier_prices: tuple[int, ...] = ()
    surface_m2: float | None = None
    land_m2: int | None = None
    rooms: int | None = None
    bedrooms: int | None = None
    built_year: int | None = None
    energy_class: str = ""
    energy_kwh: int | None = None
    emissions_class: str = ""
    emissions_kg: int | None = None
    diagnosed_on: date | None = None
    photos: tuple[int, ...] = ()
    words: Words = field(default_factory=Words)
