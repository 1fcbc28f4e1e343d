"""The homes that a search finds, in its order, and what to let go of where it finds none.

A search reads at most `MOST` homes and one more, whatever there is: which ones they are is one
statement that indexes answer alone, the page shown is another. Which index walks is decided here
for areas, because PostgreSQL cannot know how many homes lie in a circle
(docs/decisions/housing-search.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import F, OrderBy
from django.http import QueryDict
from django.utils.translation import gettext as _

from bocage.housing.criteria import Criteria
from bocage.housing.criteria_addresses import EVERY_HOME, address_of, read_criteria
from bocage.housing.models import Dwelling
from bocage.housing.querysets import DwellingQuerySet
from bocage.territory.geography import straight_line_from

MOST = 500
"""Homes that a search counts and pages through: more are « plus de 500 »."""
HOMES_PER_PAGE = 24
ENOUGH = 100
"""What letting go of a criterion would find is counted up to here."""
WIDER = (15_000, 30_000, 60_000, 100_000)

NEWEST, CHEAPEST, DEAREST, NEAREST, LARGEST = "recents", "prix", "prix-desc", "proches", "surface"
ORDERS: dict[str, tuple[str | OrderBy, ...]] = {
    NEWEST: ("-first_seen_at", "id"),
    CHEAPEST: ("price_eur", "id"),
    DEAREST: ("-price_eur", "-id"),
    LARGEST: (F("surface_m2").desc(nulls_last=True), "id"),
}


@dataclass(frozen=True, slots=True)
class HomeSearch:
    """What is looked for, in which order, and what of the address was left aside."""

    criteria: Criteria
    order: str = NEWEST
    sentences: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """The address of this search (what follows the question mark)."""
        order = f"tri={self.order}" if self.order != NEWEST else ""
        return "&".join(filter(None, [address_of(self.criteria), order]))

    @property
    def finer_criteria(self) -> int:
        """How many of the criteria that the page folds away are in use."""
        asked = self.criteria
        return sum(
            map(
                bool,
                (
                    asked.surface_to,
                    asked.rooms_to,
                    asked.price_from,
                    asked.land_from_m2,
                    asked.energy_at_least,
                    asked.needs_fibre,
                    asked.needs_office_room,
                    asked.needs_garden,
                    asked.workspace_within_m,
                    asked.kinds != EVERY_HOME,
                ),
            )
        )


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One thing to let go of, and how many homes there would be then."""

    words: str
    criteria: Criteria
    count: int

    @property
    def query(self) -> str:
        return address_of(self.criteria)

    @property
    def is_capped(self) -> bool:
        """Whether there are more than are counted."""
        return self.count > ENOUGH


@dataclass(frozen=True, slots=True)
class HomeResults:
    """A page of the homes found, and how many there are: `is_capped` says that there are more."""

    page: Page
    homes: Sequence[Dwelling]
    count: int
    is_capped: bool
    relaxations: Sequence[Relaxation] = ()


def orders_for(criteria: Criteria) -> list[tuple[str, str]]:
    """The orders that make sense for criteria, as the page offers them."""
    nearest = [(NEAREST, _("plus proches"))] if criteria.area else []
    return [
        (NEWEST, _("plus récents")),
        (CHEAPEST, _("moins chers")),
        (DEAREST, _("plus chers")),
        *nearest,
        (LARGEST, _("plus grands")),
    ]


def read_home_search(query: QueryDict) -> HomeSearch:
    """The search of an address; without an area nothing is nearer than anything."""
    read = read_criteria(query)
    order = query.get("tri", "")
    is_known = order in ORDERS or (order == NEAREST and read.criteria.area is not None)
    return HomeSearch(read.criteria, order if is_known else NEWEST, read.sentences)


def find_homes(search: HomeSearch, page: str | int | None = None) -> HomeResults:
    """The homes of a search: two statements where it finds some.

    Nearest first there are up to five.
    """
    found = first_found(search)
    shown = Paginator(found[:MOST], HOMES_PER_PAGE).get_page(page)
    return HomeResults(
        page=shown,
        homes=_in_order(list(shown)),
        count=min(len(found), MOST),
        is_capped=len(found) > MOST,
        relaxations=() if found else tuple(relaxations_of(search.criteria)),
    )


def count_homes(criteria: Criteria, *, most: int = MOST) -> int:
    """How many homes meet criteria, `most` and one more at most."""
    return homes_of(HomeSearch(criteria)).order_by()[: most + 1].count()


def homes_of(search: HomeSearch) -> DwellingQuerySet:
    """Every home of a search, in its order."""
    homes = Dwelling.objects.on_the_market().meeting(search.criteria)
    area = search.criteria.area
    if area is None:
        return homes.order_by(*ORDERS[search.order])
    if search.order == NEAREST:
        line = straight_line_from(area.latitude, area.longitude)
        return homes.inside(area).order_by(line, "pk")
    return homes.inside(area).order_by(*ORDERS[search.order])


def first_found(search: HomeSearch) -> list[UUID]:
    """The keys of the first homes of a search, `MOST` and one more at most.

    The nearest are looked for in ever wider circles, each twice as wide: where there are many,
    the distance of those far away is never measured.
    """
    area = search.criteria.area
    if area is None or search.order != NEAREST:
        return list(homes_of(search).values_list("pk", flat=True)[: MOST + 1])
    found: list[UUID] = []
    for share in (8, 4, 2, 1):
        circle = replace(search.criteria, area=replace(area, radius_m=area.radius_m // share))
        nearest = homes_of(replace(search, criteria=circle)).values_list("pk", flat=True)
        found = list(nearest[: MOST + 1])
        if len(found) > MOST:
            break
    return found


def relaxations_of(criteria: Criteria) -> Iterator[Relaxation]:
    """What else there would be, one criterion less at a time: only what finds something."""
    yield from islice(_what_finds(_wider(criteria)), 1)
    yield from _what_finds(_one_less(criteria))


def _what_finds(proposals: Iterable[tuple[str, Criteria]]) -> Iterator[Relaxation]:
    for words, criteria in proposals:
        count = count_homes(criteria, most=ENOUGH)
        if count:
            yield Relaxation(words, criteria, count)


def _wider(criteria: Criteria) -> Iterator[tuple[str, Criteria]]:
    """The same in wider circles."""
    area = criteria.area
    for radius_m in WIDER:
        if area is not None and radius_m > area.radius_m:
            words = _("jusqu’à %(km)d km") % {"km": radius_m // 1000}
            yield words, replace(criteria, area=replace(area, radius_m=radius_m))


def _one_less(criteria: Criteria) -> Iterator[tuple[str, Criteria]]:
    if criteria.area is not None:
        yield _("sur tout le territoire"), replace(criteria, area=None)
    for words, names in (
        (_("sans limite de prix"), ("price_from", "price_to")),
        (_("quelle que soit la surface"), ("surface_from", "surface_to")),
        (_("quel que soit le nombre de pièces"), ("rooms_from", "rooms_to")),
        (_("quel que soit le terrain"), ("land_from_m2",)),
        (_("loin d’un bureau partagé aussi"), ("workspace_within_m",)),
    ):
        if any(getattr(criteria, name) is not None for name in names):
            yield words, replace(criteria, **dict.fromkeys(names))
    for words, name in (
        (_("sans que la fibre soit annoncée"), "needs_fibre"),
        (_("sans place pour un bureau"), "needs_office_room"),
        (_("sans jardin"), "needs_garden"),
    ):
        if getattr(criteria, name):
            yield words, replace(criteria, **{name: False})
    if criteria.energy_at_least:
        yield _("quelle que soit la classe énergie"), replace(criteria, energy_at_least="")
    if criteria.words:
        words = _("sans les mots « %(words)s »") % {"words": criteria.words}
        yield words, replace(criteria, words="")
    if criteria.kinds != EVERY_HOME:
        yield _("maisons et appartements"), replace(criteria, kinds=EVERY_HOME)


def _in_order(keys: Sequence[UUID]) -> list[Dwelling]:
    """The dwellings of the keys, in their order, with what a card says; one statement."""
    found = (
        Dwelling.objects.select_related("commune")
        .defer("description", "search_vector", "commune__search_text")
        .in_bulk(keys)
    )
    return [found[key] for key in keys if key in found]
