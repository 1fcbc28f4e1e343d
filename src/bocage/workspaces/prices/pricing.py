"""Pricing of a period: pure functions over the tariffs of a plan.

The rule is that of the tariff cards of French coworking places (for instance « Je travaille au
vert », general conditions of sale, jetravailleauvert.org: an hour, a half-day and a day have
each their price, and a half-day is any use before or after one moment of the day):

- a **half-day** covers any use of a morning or of an afternoon, however short. The afternoon
  begins when the place opens again after its break at midday; where there is no break, at 12:30;
- an **hour** that has begun is due whole;
- a **day** covers a local day;
- what is due is the cheapest combination of these units that covers the period. At the same
  price, the one of fewest units. A unit without a tariff is not sold.

Amounts are whole cents, and units are whole: nothing is ever rounded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, Protocol
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.money import format_euros
from bocage.workspaces.opening_hours.availability import (
    MIDDAY,
    Interval,
    OpenDay,
    day_interval,
    halves,
    instant,
    local_day,
)

if TYPE_CHECKING:
    from bocage.workspaces.prices.models import Tariff

ONE_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Prices:
    """Price of each unit of a resource, in cents. None: that unit is not sold."""

    hour: int | None = None
    half_day: int | None = None
    day: int | None = None

    def __bool__(self) -> bool:
        return any(self.of(unit) is not None for unit in UNITS)

    def of(self, unit: str) -> int | None:
        price: int | None = getattr(self, unit)
        return price


class PricedSpace(Protocol):
    """Resource of a place, with its kind and its prices."""

    @property
    def kind(self) -> str: ...

    @property
    def prices(self) -> Prices: ...


FREE = Prices()
UNITS = ("day", "half_day", "hour")


class Part(NamedTuple):
    """Number of units of one kind at one price, in cents each."""

    number: int
    unit: str
    cents: int


@dataclass(frozen=True, slots=True)
class Quote:
    """Price of a period, and how it was computed. `half_days` is the number that it takes from a
    pass that pays for all the `kinds` of the requested spaces.
    """

    parts: tuple[Part, ...] = ()
    half_days: int = 0
    kinds: frozenset[str] = frozenset()

    @property
    def amount_cents(self) -> int:
        return sum(part.number * part.cents for part in self.parts)

    @property
    def encoded(self) -> str:
        """Count as stored with a charge (`day 2 1500;hour 1 300`), in no language."""
        return ";".join(f"{part.unit} {part.number} {part.cents}" for part in self.parts)


NOTHING_DUE = Quote()

MiddayOf = Callable[[date], datetime]


def prices_by_resource(rows: Iterable[Tariff]) -> tuple[dict[UUID, Prices], dict[str, Prices]]:
    """Returns the prices of the resources of a place, and those of its kinds of resources, from its
    tariffs.
    """
    of_resources: dict[UUID, dict[str, int]] = {}
    of_kinds: dict[str, dict[str, int]] = {}
    for row in rows:
        if row.resource_id is not None:
            of_resources.setdefault(row.resource_id, {})[row.unit] = row.amount_cents
        else:
            of_kinds.setdefault(row.kind, {})[row.unit] = row.amount_cents
    return (
        {pk: Prices(**units) for pk, units in of_resources.items()},
        {kind: Prices(**units) for kind, units in of_kinds.items()},
    )


def price_of(
    spaces: Iterable[PricedSpace], period: Interval, *, open_day: Callable[[date], OpenDay]
) -> Quote:
    """Returns the total price of some resources of a place for a period; `NOTHING_DUE` if free.

    `open_day` gives the hours of the place on a local day: its break at midday ends the morning.
    """
    resources = list(spaces)
    if not any(space.prices for space in resources):
        return NOTHING_DUE

    def midday_of(day: date) -> datetime:
        morning, afternoon, _day = halves(open_day(day))
        return afternoon.start if morning and afternoon else instant(day, MIDDAY)

    counts = Counter[tuple[str, int]]()
    for space in resources:
        for part in cheapest(space.prices, period, midday_of):
            counts[part.unit, part.cents] += part.number
    parts = tuple(Part(count, unit, cents) for (unit, cents), count in counts.items())
    used = half_days_of(period, midday_of) * len(resources)
    quote = Quote(parts, used, frozenset(space.kind for space in resources))
    return quote if quote.amount_cents else NOTHING_DUE


def cheapest(prices: Prices, period: Interval, midday_of: MiddayOf) -> list[Part]:
    """Returns the cheapest units that cover a period, day by day; none where nothing is sold."""
    if not prices:
        return []
    counts = Counter[tuple[str, int]]()
    for stretches in _halves_used(period, midday_of):
        for part in min(_coverings(prices, stretches), key=_cost):
            counts[part.unit, part.cents] += part.number
    return [Part(count, unit, cents) for (unit, cents), count in counts.items()]


def half_days_of(period: Interval, midday_of: MiddayOf) -> int:
    """Returns the number of mornings and afternoons that a period touches, to be taken from
    a pass."""
    return sum(len(stretches) for stretches in _halves_used(period, midday_of))


def read_parts(encoded: str) -> list[Part]:
    """Returns the parts of a count that `Quote.encoded` wrote."""
    parts = (text.split() for text in encoded.split(";") if text)
    return [Part(int(count), unit, int(cents)) for unit, count, cents in parts]


def explained(parts: Iterable[Part]) -> str:
    """Returns a text such as « 1 demi-journée à 8,00 €, 2 heures à 3,00 € »."""
    return ", ".join(
        _("%(units)s à %(price)s")
        % {"units": format_units(part.unit, part.number), "price": format_euros(part.cents)}
        for part in parts
    )


def format_units(unit: str, count: int) -> str:
    """Returns a text such as « 2 heures », « 1 demi-journée », « 3 journées »."""
    words = {
        "hour": ngettext("%(count)d heure", "%(count)d heures", count),
        "half_day": ngettext("%(count)d demi-journée", "%(count)d demi-journées", count),
        "day": ngettext("%(count)d journée", "%(count)d journées", count),
    }
    return words[unit] % {"count": count}


def _halves_used(period: Interval, midday_of: MiddayOf) -> Iterator[list[Interval]]:
    """Yields, for each local day of a period, its parts in the morning and in the afternoon."""
    day = local_day(period.start)
    while (bounds := day_interval(day)).start < period.end:
        start, end = max(period.start, bounds.start), min(period.end, bounds.end)
        midday = midday_of(day)
        halves_used = (Interval(start, min(end, midday)), Interval(max(start, midday), end))
        yield [half for half in halves_used if half.start < half.end]
        day += timedelta(days=1)


def _coverings(prices: Prices, stretches: list[Interval]) -> Iterator[list[Part]]:
    """Yields the combinations of units that cover the use of one day, fewest units first.

    If only hours and days have a price, a half is covered by hours, and so on: a place with a
    single unit covers everything by it.
    """
    if prices.day is not None:
        yield [Part(1, "day", prices.day)]
    choices = [list(_coverings_of_a_half(prices, stretch)) for stretch in stretches]
    for covering in product(*choices):
        yield list(covering)
    if prices.hour is not None:
        whole = sum((stretch.length for stretch in stretches), timedelta())
        yield [Part(_hours_begun(whole), "hour", prices.hour)]


def _coverings_of_a_half(prices: Prices, stretch: Interval) -> Iterator[Part]:
    if prices.half_day is not None:
        yield Part(1, "half_day", prices.half_day)
    if prices.hour is not None:
        yield Part(_hours_begun(stretch.length), "hour", prices.hour)


def _hours_begun(length: timedelta) -> int:
    return -(-length // ONE_HOUR)


def _cost(parts: list[Part]) -> tuple[int, int]:
    return sum(part.number * part.cents for part in parts), sum(part.number for part in parts)
