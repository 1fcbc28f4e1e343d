"""Page « La demande dans votre commune »: anonymous counts of the households that look around it.

A household is a person, or an address where there is no account, with a confirmed and active search
whose circle holds the commune. A count under `MIN_SHOWN` is hidden, so that no household can be
recognised in it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.charts import Bar, BarChart
from bocage.housing.criteria.circles import COVERS_THE_POSITION, position_parameters
from bocage.housing.criteria.formatting import euros
from bocage.housing.criteria.kinds import Offer, PropertyKind
from bocage.territory.models import Commune

MIN_SHOWN = 5
CACHE_S = 600

OFFERS = (Offer.SALE, Offer.RENTAL)
BUDGETS = {
    Offer.SALE: (100_000, 150_000, 200_000, 250_000, 300_000, 400_000),
    Offer.RENTAL: (400, 600, 800, 1_000),
}
"""Upper bounds of the bands of budget, in euros (per month for rentals); the last band is open."""
MAX_ROOMS = 6
"""Upper limit of the bands of rooms: households that require more are counted with this one."""


@dataclass(frozen=True, slots=True)
class Count:
    """Number of households; `value` is None where there are some, but too few to be shown."""

    value: int | None
    is_least: bool = False
    """True if the number is a lower bound: the exact one would reveal a hidden count."""

    @property
    def words(self) -> str:
        """Returns « moins de 5 », « au moins 12 », « 12 »."""
        if self.value is None:
            return _("moins de %(count)d") % {"count": MIN_SHOWN}
        return _("au moins %(count)d") % {"count": self.value} if self.is_least else str(self.value)

    @property
    def sentence(self) -> str:
        """Returns « moins de 5 ménages », « au moins 12 ménages », « 12 ménages »."""
        if self.value is None:
            return _("moins de %(count)d ménages") % {"count": MIN_SHOWN}
        if self.is_least:
            return _("au moins %(count)d ménages") % {"count": self.value}
        text = ngettext("%(count)d ménage", "%(count)d ménages", self.value)
        return text % {"count": self.value}


@dataclass(frozen=True, slots=True)
class Cell:
    """Line of a table of the demand, in the active language."""

    label: str
    count: Count
    key: str = ""
    """Key of the line, independent of the language; empty for households without a requirement."""


@dataclass(frozen=True, slots=True)
class OfferDemand:
    """Demand for sales, or for rentals. A household may count on several lines."""

    offer: str
    households: Count
    by_kind: tuple[Cell, ...] = ()
    by_rooms: tuple[Cell, ...] = ()
    by_budget: tuple[Cell, ...] = ()

    @property
    def label(self) -> str:
        return _("Pour acheter") if self.offer == Offer.SALE else _("Pour louer")

    @property
    def tables(self) -> list[tuple[str, tuple[Cell, ...], BarChart]]:
        """Returns the title of each table, its lines and their chart; none where too few look."""
        titled = (
            (_("Quel bien"), self.by_kind),
            (_("Quelle taille"), self.by_rooms),
            (_("Quel budget"), self.by_budget),
        )
        return [(title, cells, _chart(title, cells)) for title, cells in titled if cells]


@dataclass(frozen=True, slots=True)
class Demand:
    """Demand of households around a commune today."""

    commune: Commune
    households: Count
    offers: tuple[OfferDemand, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True if no household looks around the commune."""
        return self.households.value == 0


def demand_in(commune: Commune) -> Demand:
    """Returns the demand around a commune: one query, whatever the number of searches.

    Households that look anywhere are left out: what counts is who looks here. A commune without a
    position has only the searches that name it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SQL, _parameters(commune))
        counts_by_key: dict[tuple[str, str, str], int] = {
            (offer, table, key): count for offer, table, key, count in cursor.fetchall()
        }
    total = counts_by_key.get(("", "total", ""), 0)
    of_offers = [counts_by_key.get((offer.value, "total", ""), 0) for offer in OFFERS]
    offers = tuple(_offer_demand(offer, counts_by_key) for offer in OFFERS)
    return Demand(
        commune=commune,
        households=shown_total(total, of_offers),
        offers=tuple(offer for offer in offers if offer.households.value != 0),
    )


def households_around(communes: Sequence[Commune]) -> list[tuple[Commune, Count]]:
    """Lists the communes around which households look, with the counts of `demand_in`: most
    requested first, hidden counts last.

    Counted in one query and cached for ten minutes: a large département has ten thousand searches,
    each around many communes.
    """
    codes = sorted(commune.pk for commune in communes)
    name = sha256(" ".join(codes).encode()).hexdigest()
    numbers: dict[str, dict[str, int]] = (
        cache.get_or_set(f"housing.demand.{name}", lambda: _numbers_of(codes), CACHE_S) or {}
    )
    lines = [
        (commune, shown_total(counts.pop("total"), list(counts.values())))
        for commune in communes
        if (counts := dict(numbers.get(commune.pk, {})))
    ]
    return sorted(lines, key=lambda line: -(line[1].value or 0))


def _numbers_of(codes: Sequence[str]) -> dict[str, dict[str, int]]:
    """Returns, by code of commune, the number of households per offer, and `total`."""
    numbers: dict[str, dict[str, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(
            _EACH_SQL, {"communes": list(codes), "offers": [offer.value for offer in OFFERS]}
        )
        for code, offer, count in cursor.fetchall():
            numbers[code][offer or "total"] = count
    return dict(numbers)


def _offer_demand(offer: Offer, counts_by_key: dict[tuple[str, str, str], int]) -> OfferDemand:
    households = Count(_shown_count(counts_by_key.get((offer.value, "total", ""), 0)))
    if not households.value:
        return OfferDemand(offer=offer.value, households=households)

    def cells(table: str, labelled: Sequence[tuple[str, str]]) -> tuple[Cell, ...]:
        numbers = [counts_by_key.get((offer.value, table, key), 0) for key, _label in labelled]
        counts = hide_the_few(numbers)
        return tuple(
            Cell(label, count, key)
            for (key, label), count in zip(labelled, counts, strict=True)
            if count.value != 0
        )

    return OfferDemand(
        offer=offer.value,
        households=households,
        by_kind=cells("kind", [(kind.value, str(kind.label)) for kind in PropertyKind]),
        by_rooms=cells("rooms", list(_sizes())),
        by_budget=cells("budget", list(_budgets(offer))),
    )


def shown_total(total: int, of_offers: Sequence[int]) -> Count:
    """Returns how many households look for anything, shown beside the number for each offer.

    If one of these numbers is hidden, the total is given as at least the other: the difference
    would reveal the hidden one.
    """
    if total >= MIN_SHOWN and any(_is_few(number) for number in of_offers):
        return Count(max(MIN_SHOWN, *of_offers), is_least=True)
    return Count(_shown_count(total))


def hide_the_few(numbers: Sequence[int]) -> list[Count]:
    """Returns the counts of a table, those under five hidden.

    The smallest of the others are hidden with them, until two lines at least and five households at
    least are: else the lines could be had, or nearly, by taking the others from the total.
    """
    hidden = [rank for rank, number in enumerate(numbers) if _is_few(number)]
    visible = sorted(
        (rank for rank, number in enumerate(numbers) if number >= MIN_SHOWN),
        key=lambda rank: numbers[rank],
    )
    while hidden and visible and _reachable_homes([numbers[rank] for rank in hidden]):
        hidden.append(visible.pop(0))
    return [Count(None if rank in hidden else number) for rank, number in enumerate(numbers)]


def _is_few(number: int) -> bool:
    return 0 < number < MIN_SHOWN


def _reachable_homes(hidden: Sequence[int]) -> bool:
    return len(hidden) == 1 or sum(hidden) < MIN_SHOWN


def most_requested(cells: Sequence[Cell]) -> str:
    """Returns the key of the line with most households: empty if most require nothing, or if the
    line has too few households to be shown.
    """
    visible = [(cell.count.value, cell.key) for cell in cells if cell.count.value]
    return max(visible, key=lambda line: line[0], default=(0, ""))[1]


def size_words(key: str) -> str:
    """Returns a text such as « 4 pièces ou plus », for the key of a line of `by_rooms`."""
    return dict(_sizes())[key]


def budget_words(offer: str, key: str) -> str:
    """Returns a text such as « de 100 000 € à 150 000 € », for the key of a line of `by_budget`."""
    return dict(_budgets(Offer(offer)))[key]


def _shown_count(number: int) -> int | None:
    return None if _is_few(number) else number


def _sizes() -> Iterator[tuple[str, str]]:
    for rooms in range(1, MAX_ROOMS):
        text = ngettext("%(count)d pièce ou plus", "%(count)d pièces ou plus", rooms)
        yield str(rooms), text % {"count": rooms}
    yield str(MAX_ROOMS), _("%(most)d pièces et davantage") % {"most": MAX_ROOMS}
    yield "", _("sans demander de taille")


def _budgets(offer: Offer) -> Iterator[tuple[str, str]]:
    bounds = BUDGETS[offer]
    yield "0", _("jusqu’à %(most)s") % {"most": euros(bounds[0])}
    for number, (low, high) in enumerate(pairwise(bounds), start=1):
        words = {"low": euros(low), "high": euros(high)}
        yield str(number), _("de %(low)s à %(high)s") % words
    yield str(len(bounds)), _("plus de %(least)s") % {"least": euros(bounds[-1])}
    yield "", _("sans dire de budget")


def _chart(title: str, cells: Sequence[Cell]) -> BarChart:
    """Returns the chart of the cells. Hidden counts have no bar: its length would reveal them."""
    return BarChart(
        title, [Bar(cell.label, cell.count.value or 0, cell.count.words) for cell in cells]
    )


def _parameters(commune: Commune) -> dict[str, Any]:
    return {
        "commune": commune.pk,
        **position_parameters(commune.latitude, commune.longitude),
        "offers": [offer.value for offer in OFFERS],
        "sale_bounds": list(BUDGETS[Offer.SALE]),
        "rental_bounds": list(BUDGETS[Offer.RENTAL]),
        "max_rooms": MAX_ROOMS,
    }


_SQL = """
WITH around AS MATERIALIZED (
    SELECT s.offer, s.kinds, coalesce(s.person_id::text, s.email) AS household,
        CASE WHEN lower(s.rooms) IS NULL THEN ''
            ELSE least(lower(s.rooms), %(max_rooms)s)::text END AS rooms,
        coalesce(width_bucket(
            upper(s.price) - 2,
            CASE s.offer WHEN 'sale' THEN %(sale_bounds)s::int[] ELSE %(rental_bounds)s::int[] END
        )::text, '') AS budget
    FROM housing_savedsearch s
    WHERE s.status = 'active' AND s.offer = ANY(%(offers)s)
        AND (s.commune_id = %(commune)s OR s.latitude IS NOT NULL AND @covers)
)
SELECT '', 'total', '', count(DISTINCT household) FROM around
UNION ALL
SELECT offer, 'total', '', count(DISTINCT household) FROM around GROUP BY offer
UNION ALL
SELECT offer, 'kind', kind, count(DISTINCT household)
    FROM around, unnest(kinds) AS kind GROUP BY offer, kind
UNION ALL
SELECT offer, 'rooms', rooms, count(DISTINCT household) FROM around GROUP BY offer, rooms
UNION ALL
SELECT offer, 'budget', budget, count(DISTINCT household) FROM around GROUP BY offer, budget
""".replace("@covers", COVERS_THE_POSITION)

_COVERS_THE_COMMUNE = COVERS_THE_POSITION % {
    **dict.fromkeys(("latitude", "at_south", "at_north"), "c.latitude"),
    **dict.fromkeys(("longitude", "at_west", "at_east"), "c.longitude"),
}
_EACH_SQL = """
SELECT c.code, s.offer, count(DISTINCT coalesce(s.person_id::text, s.email))
FROM territory_commune c
JOIN housing_savedsearch s ON s.commune_id = c.code
    OR s.latitude IS NOT NULL AND c.latitude IS NOT NULL AND @covers
WHERE c.code = ANY(%(communes)s) AND s.status = 'active' AND s.offer = ANY(%(offers)s)
GROUP BY GROUPING SETS ((c.code), (c.code, s.offer))
""".replace("@covers", _COVERS_THE_COMMUNE)
