"""Rows of a delivery, whatever its format: typed values, and the problems found."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from bocage.housing.criteria.kinds import Offer, PositionPrecision, PropertyKind

Severity = Literal["rejected", "repaired"]


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """Photo of a row: an address on the web, or else the name of a file of the delivery."""

    address: str = ""
    file_name: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingRow:
    """Listing as its source states it.

    Prices are in whole euros (per month for rentals), surfaces in square metres, positions in
    degrees (WGS 84). None and empty text mean that the source does not state the value.
    """

    line: int
    external_id: str
    reference: str = ""
    agency_code: str = ""
    status: str = "available"
    offer: Offer
    kind: PropertyKind
    postcode: str = ""
    town: str = ""
    district: str = ""
    latitude: float | None = None
    longitude: float | None = None
    position_precision: PositionPrecision | Literal[""] = ""
    price_eur: int
    charges_are_included: bool | None = None
    charges_eur: int | None = None
    fees_eur: int | None = None
    net_price_eur: int | None = None
    surface_m2: Decimal | None = None
    land_m2: int | None = None
    rooms: int | None = None
    bedrooms: int | None = None
    title: str
    description: str = ""
    available_on: date | None = None
    is_furnished: bool | None = None
    built_year: int | None = None
    heating: str = ""
    needs_works: bool | None = None
    has_garage: bool | None = None
    energy_class: str = ""
    energy_kwh: int | None = None
    emissions_class: str = ""
    emissions_kg: int | None = None
    diagnosed_on: date | None = None
    virtual_tour: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    photos: tuple[PhotoRow, ...] = ()


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Problem on a line. `code` is one of `housing.feed_issues`; `column` counts from 1.

    `value` is the text read there, truncated; a confidential column is never read.
    """

    line: int
    column: int | None
    severity: Severity
    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """Row of a delivery: a listing with its repairs, or None with the reason of its rejection.

    A rejected row keeps its identifier, where readable, so that its listing does not count as
    withdrawn.
    """

    line: int
    row: ListingRow | None
    problems: tuple[RowProblem, ...] = ()
    external_id: str = ""
    agency_code: str = ""
    reference: str = ""
