"""Search for homes: its results in order, and relaxations if there are none.

A search returns at most `MAX_COUNTED` homes and one more. The number of rows read is bounded here
as well, because PostgreSQL can estimate neither how many homes lie in a circle nor how selective
several criteria are together (docs/decisions/housing-search.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import F, OrderBy
from django.db.models.expressions import CombinedExpression
from django.http import QueryDict
from django.utils.translation import gettext as _

from bocage.housing.criteria.addresses import EVERY_HOME, address_of, read_criteria
from bocage.housing.criteria.criteria import Area, Criteria
from bocage.housing.homes.relaxations import Relaxation, relaxations_of
from bocage.housing.market.models.dwellings import Dwelling
from bocage.housing.market.price_steps import steps_between
from bocage.housing.market.querysets import DwellingQuerySet
from bocage.territory.circles import nearest_in_circles
from bocage.territory.geography import Closeness

MAX_COUNTED = 500
"""Homes that a search counts and pages through: more are « plus de 500 »."""
MAX_WITH_WORDS = 120
"""Limit with words: each candidate home is read in the table."""
WALKED = 20_000
"""Number of homes, in the requested order, scanned before the whole market is."""
WALKED_FARTHER = 100_000
WALKED_WITH_WORDS = 6_000
SHARE_OF_A_GLANCE = 10
"""Divisor for a shorter first scan of the newest, which estimates whether the whole scan
would do.
"""
HOMES_PER_PAGE = 24

NEWEST, CHEAPEST, DEAREST, NEAREST, LARGEST = "recents", "prix", "prix-desc", "proches", "surface"
ORDERS: dict[str, tuple[str | OrderBy, ...]] = {
    NEWEST: ("-first_seen_at", "id"),
    CHEAPEST: ("price_eur", "id"),
    DEAREST: ("-price_eur", "-id"),
    LARGEST: (F("surface_m2").desc(nulls_last=True), "id"),
}
SORTED_AFTERWARDS: dict[str, tuple[str | OrderBy | CombinedExpression, ...]] = {
    NEWEST: ((F("first_seen_at") + timedelta(0)).desc(), "id"),
    CHEAPEST: (F("price_eur") + 0, "id"),
    DEAREST: ((F("price_eur") + 0).desc(), "-id"),
    LARGEST: ((F("surface_m2") + 0).desc(nulls_last=True), "id"),
}
"""Orders that no index provides, so that PostgreSQL uses the most selective index."""
BY_STEPS: dict[str, tuple[str, ...]] = {
    CHEAPEST: ("price_step", "price_eur", "id"),
    DEAREST: ("-price_step", "-price_eur", "-id"),
}
"""The orders by price again: in each step, the index of steps holds the surfaces in order."""

CARD_FIELDS = (
    "is_on_the_market",
    "is_under_offer",
    "offer",
    "kind",
    "latitude",
    "longitude",
    "position_precision",
    "title",
    "price_eur",
    "previous_price_eur",
    "price_changed_at",
    "surface_m2",
    "land_m2",
    "rooms",
    "energy_class",
    "has_fibre",
    "has_office_room",
    "first_seen_at",
    "confirmed_at",
    "commune__name",
)


@dataclass(frozen=True, slots=True)
class HomeSearch:
    """Search for homes: its criteria, its order, and the sentences on ignored parameters."""

    criteria: Criteria
    order: str = NEWEST
    sentences: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """Returns the query string of this search."""
        changes = {"tri": self.order_parameter} if self.order_parameter else {}
        return address_of(self.criteria, **changes)

    @property
    def order_parameter(self) -> str:
        """Returns the order as addresses write it: nothing for the usual one."""
        return self.order if self.order != NEWEST else ""

    @property
    def finer_criteria(self) -> int:
        """Returns the number of criteria in use among those that the page folds away."""
        criteria = self.criteria
        return sum(
            map(
                bool,
                (
                    criteria.surface_to,
                    criteria.rooms_to,
                    criteria.price_from,
                    criteria.land_from_m2,
                    criteria.energy_at_least,
                    criteria.needs_fibre,
                    criteria.needs_office_room,
                    criteria.needs_garden,
                    criteria.workspace_within_m,
                    criteria.kinds != EVERY_HOME,
                ),
            )
        )


@dataclass(frozen=True, slots=True)
class HomeResults:
    """Page of results, and their number: `is_capped` is True if there are more."""

    page: Page
    homes: Sequence[Dwelling]
    count: int
    is_capped: bool
    limit: int = MAX_COUNTED
    relaxations: Sequence[Relaxation] = ()


def orders_for(criteria: Criteria) -> list[tuple[str, str]]:
    """Returns the orders that make sense for criteria, as the page offers them."""
    nearest = [(NEAREST, _("plus proches"))] if criteria.area else []
    return [
        (NEWEST, _("plus récents")),
        (CHEAPEST, _("moins chers")),
        (DEAREST, _("plus chers")),
        *nearest,
        (LARGEST, _("plus grands")),
    ]


def read_home_search(query: QueryDict) -> HomeSearch:
    """Reads the search of an address; without an area, the order by distance is not available."""
    read = read_criteria(query)
    order = query.get("tri", "")
    is_known = order in ORDERS or (order == NEAREST and read.criteria.area is not None)
    return HomeSearch(read.criteria, order if is_known else NEWEST, read.sentences)


def find_homes(search: HomeSearch, page: str | int | None = None) -> HomeResults:
    """Returns the homes of a search: two statements where it finds many, one or two more where it
    is narrow or nearest first.
    """
    keys = first_found(search)
    limit = most_of(search.criteria)
    current = Paginator(keys[:limit], HOMES_PER_PAGE).get_page(page)
    return HomeResults(
        page=current,
        homes=homes_in_order(list(current)),
        count=min(len(keys), limit),
        is_capped=len(keys) > limit,
        limit=limit,
        relaxations=() if keys else tuple(relaxations_of(search.criteria)),
    )


def all_found(search: HomeSearch) -> list[Dwelling]:
    """Returns the homes of a search, `most_of` it at most; as many statements as for the keys, and
    one.
    """
    return homes_in_order(first_found(search)[: most_of(search.criteria)])


def most_of(criteria: Criteria) -> int:
    """Returns the largest number of homes that a search counts."""
    return min(MAX_COUNTED, MAX_WITH_WORDS) if criteria.words else MAX_COUNTED


def count_homes(criteria: Criteria, *, limit: int = MAX_COUNTED) -> int:
    """Counts the homes that meet criteria, up to `limit` and one more."""
    return homes_of(HomeSearch(criteria)).order_by()[: limit + 1].count()


def homes_of(search: HomeSearch) -> DwellingQuerySet:
    """Returns every home of a search, in its order."""
    homes = Dwelling.objects.on_the_market().meeting(search.criteria)
    area = search.criteria.area
    if area is None:
        return homes.order_by(*ORDERS[search.order])
    if search.order == NEAREST:
        closeness = Closeness(area.latitude, area.longitude)
        return homes.inside(area).order_by(closeness.desc(), "pk")
    return homes.inside(area).order_by(*ORDERS[search.order])


def first_found(search: HomeSearch) -> list[UUID]:
    """Returns the keys of the first homes of a search, `most_of` it and one more at most."""
    area, enough = search.criteria.area, most_of(search.criteria) + 1
    if area is None:
        return _first_anywhere(search, enough)
    if search.order != NEAREST:
        return _keys(homes_of(search), enough)
    return _nearest(search, area, enough)


def _nearest(search: HomeSearch, area: Area, enough: int) -> list[UUID]:
    def within(radius_m: float) -> list[UUID]:
        circle = replace(search.criteria, area=replace(area, radius_m=round(radius_m)))
        return _keys(homes_of(replace(search, criteria=circle)), enough)

    if search.criteria.words:  # Each circle would read the index of words again.
        return within(area.radius_m)
    return nearest_in_circles(area.radius_m, enough, within)


def _first_anywhere(search: HomeSearch, enough: int) -> list[UUID]:
    """Returns the first homes of a search without a place.

    Most searches find enough among the first homes in their order. One that does not has few
    results altogether: these are read by the most selective index, then sorted. Cheap homes are
    small and large ones expensive, so those orders are scanned farther; the newest are
    representative, so that a short scan estimates the total.
    """
    homes, criteria = homes_of(search), search.criteria
    if criteria == Criteria(offer=criteria.offer, kinds=criteria.kinds):
        return _keys(homes, enough)
    length = _length_of_walk(search)
    keys: list[UUID] = []
    if search.order == NEWEST:
        keys = _keys(_walked(search, length // SHARE_OF_A_GLANCE), enough)
    if search.order != NEWEST or len(keys) * SHARE_OF_A_GLANCE >= enough > len(keys):
        keys = _keys(_walked(search, length), enough)
    if len(keys) == enough:
        return keys
    return _keys(homes.read_narrowly(criteria).order_by(*SORTED_AFTERWARDS[search.order]), enough)


def _walked(search: HomeSearch, length: int) -> DwellingQuerySet:
    """Returns the homes of a search among so many first in its order.

    A bound of the order itself shortens nothing: the walk begins and ends there. By price, a
    surface bounds it as well: each step of prices is read from that surface on.
    """
    criteria, order = search.criteria, ORDERS[search.order]
    bounds = _bounds(search, CHEAPEST if search.order == DEAREST else search.order)
    if search.order in BY_STEPS and (surfaces := _bounds(search, LARGEST)):
        steps = steps_between(criteria.price_from, criteria.price_to)
        bounds |= surfaces | {"price_step__gte": steps[0], "price_step__lte": steps[-1]}
        order = BY_STEPS[search.order]
    walk = Dwelling.objects.on_the_market().filter(offer=criteria.offer, **bounds)
    return Dwelling.objects.among(walk.order_by(*order)[:length]).meeting(criteria).order_by(*order)


def _length_of_walk(search: HomeSearch) -> int:
    if search.criteria.words:
        return WALKED_WITH_WORDS
    return WALKED if search.order == NEWEST else WALKED_FARTHER


def _bounds(search: HomeSearch, order: str) -> dict[str, int]:
    """Returns the bounds of a search on the column by which an order begins."""
    criteria = search.criteria
    bounds: dict[str, int | None] = {}
    if order == CHEAPEST:
        bounds = {"price_eur__gte": criteria.price_from, "price_eur__lte": criteria.price_to}
    elif order == LARGEST:
        bounds = {"surface_m2__gte": criteria.surface_from, "surface_m2__lte": criteria.surface_to}
    return {name: bound for name, bound in bounds.items() if bound is not None}


def _keys(homes: DwellingQuerySet, enough: int) -> list[UUID]:
    return list(homes.values_list("pk", flat=True)[:enough])


def homes_in_order(keys: Sequence[UUID]) -> list[Dwelling]:
    """Returns the dwellings of the keys, in their order, with the columns of a card; one
    statement.
    """
    homes = Dwelling.objects.select_related("commune").only(*CARD_FIELDS).in_bulk(keys)
    return [homes[key] for key in keys if key in homes]
