"""Queries of listings and dwellings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import Q

from bocage.housing.criteria.kinds import EnergyClass
from bocage.housing.market.limited_scan import scan_limited
from bocage.housing.market.price_steps import steps_between
from bocage.territory.geography import grid_cells, is_within, metres, straight_line_from

if TYPE_CHECKING:
    from bocage.housing.criteria.criteria import Area, Criteria
    from bocage.housing.market.models.dwellings import Dwelling  # noqa: F401 - read by mypy in strings
    from bocage.housing.market.models.listings import Listing  # noqa: F401 - read by mypy in strings

WORDS_OF_HOMES = "bocage_french"
"""The text search configuration of the words of homes: French, with or without accents."""

LABELS = [grade.value for grade in EnergyClass if len(grade.value) == 1]
"""Energy classes from best to worst."""


def conditions_of(criteria: Criteria) -> Q:
    """Returns the conditions for a dwelling to meet criteria, wherever it is."""
    lookups: dict[str, Any] = {
        "price_eur__gte": criteria.price_from,
        "price_eur__lte": criteria.price_to,
        "surface_m2__gte": criteria.surface_from,
        "surface_m2__lte": criteria.surface_to,
        "rooms__gte": criteria.rooms_from,
        "rooms__lte": criteria.rooms_to,
        "land_m2__gte": criteria.land_from_m2,
        "has_fibre": criteria.needs_fibre or None,
        "has_office_room": criteria.needs_office_room or None,
        "has_garden": criteria.needs_garden or None,
        "workspace_m__lte": criteria.workspace_within_m,
    }
    if criteria.energy_at_least:
        lookups["energy_class__in"] = LABELS[: LABELS.index(criteria.energy_at_least) + 1]
    if criteria.words:
        lookups["search_vector"] = _query_of(criteria.words)
    return Q(
        offer=criteria.offer,
        kind__in=criteria.kinds,
        **{lookup: value for lookup, value in lookups.items() if value is not None},
    )


def _query_of(words: str) -> SearchQuery:
    return SearchQuery(words, config=WORDS_OF_HOMES, search_type="websearch")


class ListingQuerySet(models.QuerySet["Listing"]):
    """Query set of listings, by market status."""

    def on_the_market(self) -> ListingQuerySet:
        """Selects the listings that their source still offers."""
        return self.filter(gone_at=None)

    def to_deduplicate(self) -> ListingQuerySet:
        """Selects the listings that changed since their dwelling last followed."""
        return self.filter(deduplicated_at=None)


class DwellingQuerySet(models.QuerySet["Dwelling"]):
    """Query set of dwellings, by search criteria."""

    def on_the_market(self) -> DwellingQuerySet:
        """Selects the dwellings that are on offer today."""
        return self.filter(is_on_the_market=True)

    def near(self, latitude: float, longitude: float) -> DwellingQuerySet:
        """Selects the located dwellings, nearest first, each with its `distance_m` in metres."""
        line = straight_line_from(latitude, longitude)
        return self.filter(latitude__isnull=False).annotate(distance_m=metres(line)).order_by(line)

    def meeting(self, criteria: Criteria) -> DwellingQuerySet:
        """Selects the dwellings that meet criteria, wherever they are: the area is for `inside`."""
        return self.filter(conditions_of(criteria))

    def among(self, walk: DwellingQuerySet) -> DwellingQuerySet:
        """Selects the homes of a walk: the first ones in an order, limited.

        They are read as a table of their own, so that later conditions stop where the walk ends, or
        where enough are found.
        """
        homes = self.all()
        scan_limited(homes.query, walk.query)
        return homes

    def read_narrowly(self, criteria: Criteria) -> DwellingQuerySet:
        """Selects the same homes, through the index of price and surface if both are given."""
        prices = criteria.price_from, criteria.price_to
        surfaces = criteria.surface_from, criteria.surface_to
        if prices == (None, None) or surfaces == (None, None):
            return self
        return self.filter(price_step__in=list(steps_between(*prices)))

    def with_words(self, words: str) -> DwellingQuerySet:
        """Selects the dwellings whose title or description contains the words typed."""
        return self.filter(search_vector=_query_of(words))

    def inside(self, area: Area) -> DwellingQuerySet:
        """Selects the dwellings within the radius of an area.

        Uses the cells of the grid that the circle overlaps; only dwellings of its edge are
        measured.
        """
        cells = grid_cells(area.latitude, area.longitude, area.radius_m)
        near = is_within(area.latitude, area.longitude, area.radius_m)
        homes = self.filter(cell__in=(*cells.inner, *cells.edge))
        return homes.filter(Q(cell__in=cells.inner) | Q(near))
