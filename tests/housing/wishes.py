"""Searches as people save them, for tests."""

from __future__ import annotations

from django.db.backends.postgresql.psycopg_any import NumericRange

from bocage.housing.criteria.circles import box_around
from tests.housing.factories import SavedSearchFactory


def search_around(commune, *, radius_m=15_000, **fields):
    """A search in a circle around a commune."""
    box = box_around(commune.latitude, commune.longitude, radius_m)
    return SavedSearchFactory(
        commune=commune,
        latitude=commune.latitude,
        longitude=commune.longitude,
        radius_m=radius_m,
        west=box.west,
        south=box.south,
        east=box.east,
        north=box.north,
        **fields,
    )


def between(first=None, last=None):
    """The range of whole numbers from `first` to `last`, both included."""
    return NumericRange(first, None if last is None else last + 1, "[)")
