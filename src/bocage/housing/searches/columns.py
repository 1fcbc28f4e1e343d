"""Criteria as the columns of a saved search, and back."""

import math
from collections.abc import Iterator
from typing import Any

from django.db.backends.postgresql.psycopg_any import NumericRange

from bocage.housing.criteria.circles import Box, box_around
from bocage.housing.criteria.criteria import Area, Criteria
from bocage.housing.criteria.kinds import EnergyClass, Offer, PropertyKind
from bocage.housing.searches.errors import CriteriaOutOfBounds
from bocage.housing.searches.models import SavedSearch

MAX_NUMBER = 1_000_000_000
"""More euros, square metres or metres than any home has; well within four octets."""
WIDEST_M = 1_000_000
LONGEST_WORDS = 120
GRADES = frozenset({"", "A", "B", "C", "D", "E", "F", "G"})


def columns_of(criteria: Criteria) -> dict[str, Any]:
    """Returns the values of the columns of SavedSearch for criteria.

    Raises:
        CriteriaOutOfBounds: a number, a kind or a class that no home has.
    """
    _check(criteria)
    kinds = criteria.kinds or PropertyKind.values
    return {
        "offer": criteria.offer,
        "kinds": [kind.value for kind in PropertyKind if kind in kinds],
        "price": _range(criteria.price_from, criteria.price_to),
        "surface": _range(criteria.surface_from, criteria.surface_to),
        "rooms": _range(criteria.rooms_from, criteria.rooms_to),
        "land_from_m2": criteria.land_from_m2 or None,
        "energy_at_least": criteria.energy_at_least,
        "needs_fibre": criteria.needs_fibre,
        "needs_office_room": criteria.needs_office_room,
        "needs_garden": criteria.needs_garden,
        "workspace_within_m": criteria.workspace_within_m or None,
        "words": criteria.words,
        **place_columns(criteria.area),
    }


def criteria_of(search: SavedSearch) -> Criteria:
    """Returns the criteria of a saved search; reads its commune."""
    area = None
    if search.latitude is not None and search.longitude is not None and search.radius_m:
        area = Area(
            latitude=search.latitude,
            longitude=search.longitude,
            radius_m=search.radius_m,
            label=search.commune.name if search.commune else "",
            commune=search.commune_id or "",
        )
    price_from, price_to = bounds_of(search.price)
    surface_from, surface_to = bounds_of(search.surface)
    rooms_from, rooms_to = bounds_of(search.rooms)
    return Criteria(
        offer=search.offer,
        kinds=tuple(search.kinds),
        price_from=price_from,
        price_to=price_to,
        surface_from=surface_from,
        surface_to=surface_to,
        rooms_from=rooms_from,
        rooms_to=rooms_to,
        land_from_m2=search.land_from_m2,
        energy_at_least=search.energy_at_least,
        needs_fibre=search.needs_fibre,
        needs_office_room=search.needs_office_room,
        needs_garden=search.needs_garden,
        workspace_within_m=search.workspace_within_m,
        words=search.words,
        area=area,
    )


def bounds_of(numbers: NumericRange) -> tuple[int | None, int | None]:
    """Returns the first and the last whole number of a range; None where it has no end."""
    first, last = numbers.lower, numbers.upper
    if first is not None and not numbers.lower_inc:
        first += 1
    if last is not None and not numbers.upper_inc:
        last -= 1
    return first, last


def _range(first: int | None, last: int | None) -> NumericRange:
    """Returns a range of whole numbers in the canonical form of PostgreSQL: [first, last + 1)."""
    return NumericRange(first, None if last is None else last + 1, "[)")


def place_columns(area: Area | None) -> dict[str, Any]:
    box = box_around(area.latitude, area.longitude, area.radius_m) if area else Box()
    return {
        "commune_id": (area.commune or None) if area else None,
        "latitude": area.latitude if area else None,
        "longitude": area.longitude if area else None,
        "radius_m": area.radius_m if area else None,
        "west": box.west,
        "south": box.south,
        "east": box.east,
        "north": box.north,
    }


def _check(criteria: Criteria) -> None:
    is_known = (
        criteria.offer in Offer.values
        and set(criteria.kinds) <= set(PropertyKind.values)
        and criteria.energy_at_least in GRADES & {"", *EnergyClass.values}
        and len(criteria.words) <= LONGEST_WORDS
        and "\0" not in criteria.words
    )
    if not is_known or not all(_pairs_in_order(criteria)) or not _is_circle(criteria.area):
        raise CriteriaOutOfBounds


def _pairs_in_order(criteria: Criteria) -> Iterator[bool]:
    bounds = criteria
    for first, last in (
        (bounds.price_from, bounds.price_to),
        (bounds.surface_from, bounds.surface_to),
        (bounds.rooms_from, bounds.rooms_to),
        (bounds.land_from_m2, None),
        (bounds.workspace_within_m, None),
    ):
        low, high = first or 0, MAX_NUMBER if last is None else last
        yield 0 <= low <= high <= MAX_NUMBER


def _is_circle(area: Area | None) -> bool:
    if area is None:
        return True
    return (
        math.isfinite(area.latitude)
        and math.isfinite(area.longitude)
        and abs(area.latitude) <= 90
        and abs(area.longitude) <= 180
        and 1 <= area.radius_m <= WIDEST_M
    )
