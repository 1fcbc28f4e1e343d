"""Verification of a night: its figures are computed again by another method, and compared.

`counting` has PostgreSQL assign each row to its scopes and periods, and aggregate them. Here the
rows of one figure are queried separately (of its commune, of the communes of its intercommunalité;
of its month), and added up in Python with exact numbers; or all the rows of an indicator are read,
and distributed in Python. An error in the large statement shows as a difference.

The rows are the current ones: changes since the night show as differences. Verify just after it.
"""
# ruff: noqa: S608 - the statements are made of names of our own

import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Max, Min, Q

from bocage.evidence.errors import NothingCounted, NotTheLastNight
from bocage.evidence.models import IndicatorCell, LateFact, Level, Night, Span
from bocage.evidence.observing import as_written, set_count_moment
from bocage.evidence.periods import begins_month, begins_year, first_day_looked_at, next_period
from bocage.evidence.registry import Aggregate, Indicator, Kind, indicator_named, indicators
from bocage.territory.models import Commune

PRECISION = Decimal("0.0001")
"""Precision of stored figures. Floating-point ones may be rounded to either side of it."""
ROWS_AT_A_TIME = 2000
DRAWS = 40
"""Maximum number of draws of cells, to find as many as requested."""
COLUMN_OF: dict[str, str] = {
    Level.DEPARTEMENT: "in_departement",
    Level.COMMUNE: "in_commune",
    Level.PLACE: "in_place",
    Level.CAMPAIGN: "of_campaign",
    Level.PARTNER: "of_partner",
}


class Key(NamedTuple):
    """Identity of a cell."""

    indicator: str
    level: str
    code: str
    span: str
    starts_on: date


class Figure(NamedTuple):
    """Numbers of a cell."""

    numerator: Decimal
    denominator: Decimal | None
    counted: int


@dataclass(frozen=True)
class Difference:
    """Cell that differs from its rows; None if one of the two has no value."""

    key: Key
    stored: Figure | None
    recounted: Figure | None


@dataclass(frozen=True)
class Verification:
    """Result of the verification of a night: the number of cells checked, and those that differ."""

    night: date
    checked: int
    differences: list[Difference]


def verify_cells(
    number: int | None = None, seed: int = 0, *, night: date | None = None
) -> Verification:
    """Computes cells of the last night again from the rows: a sample of `number` drawn with `seed`,
    or all of them, including those that should exist.

    It covers what the night counted: the flows of the years that it looked at, the stocks of its
    own month and year. In a closed period, the last late fact of a figure (`LateFact`) is compared.

    Raises:
        NothingCounted: there is no night yet.
        NotTheLastNight: `night` is given, and is not the last one.
    """
    last = Night.objects.order_by("-date").first()
    if last is None:
        raise NothingCounted
    if night not in {None, last.date}:
        raise NotTheLastNight
    with transaction.atomic():
        set_count_moment(last.started_at)
        if number is None:
            return _verify_all(last)
        cells = _sample(_counted_by(last), number, random.Random(seed))  # noqa: S311
        stored = _with_late_facts({_key(cell): _figure(cell) for cell in cells})
        return _compare(last, stored, {key: _recount(key, last.date) for key in stored})


def _counted_by(night: Night) -> Any:
    """Returns the cells that the night counted."""
    names = {
        kind: [indicator.name for indicator in indicators() if indicator.kind is kind]
        for kind in Kind
    }
    present = Q(span=Span.MONTH, starts_on=begins_month(night.date))
    present |= Q(span=Span.YEAR, starts_on=begins_year(night.date))
    flows = Q(indicator__in=names[Kind.FLOW], starts_on__gte=first_day_looked_at(night.date))
    return IndicatorCell.objects.known().filter(
        flows | (present & Q(indicator__in=names[Kind.STOCK]))
    )


def _sample(cells: Any, number: int, chance: random.Random) -> list[IndicatorCell]:
    """Draws cells with equal probability: random keys between the first and the last."""
    ends = cells.order_by().aggregate(first=Min("pk"), last=Max("pk"))
    if ends["first"] is None:
        return []
    possible = range(ends["first"], ends["last"] + 1)
    cells_by_key: dict[int, IndicatorCell] = {}
    for _draw in range(DRAWS):
        keys = chance.sample(possible, min(len(possible), 4 * number))
        read = cells.in_bulk(keys)
        cells_by_key |= {key: read[key] for key in keys if key in read}
        if len(cells_by_key) >= number or len(keys) == len(possible):
            break
    return list(cells_by_key.values())[:number]


def _key(row: IndicatorCell | LateFact) -> Key:
    return Key(row.indicator, row.level, row.code, row.span, row.starts_on)


def _figure(row: IndicatorCell | LateFact) -> Figure | None:
    if row.numerator is None:
        return None
    return Figure(row.numerator, row.denominator, row.counted)


def _with_late_facts(
    stored: Mapping[Key, Figure | None], facts: Any = None
) -> dict[Key, Figure | None]:
    """Returns what the night knew of each figure: its last late fact, or the figure itself."""
    if facts is None:
        facts = LateFact.objects.filter(starts_on__in={key.starts_on for key in stored})
        facts = facts.filter(indicator__in={key.indicator for key in stored})
    late = {_key(fact): _figure(fact) for fact in facts.order_by("night_id").iterator()}
    return {**stored, **{key: late[key] for key in stored.keys() & late.keys()}}


def _recount(key: Key, night: date) -> Figure | None:
    """Computes one figure from its rows, queried separately."""
    indicator = indicator_named(key.indicator)
    until = min(next_period(Span(key.span), key.starts_on), night + timedelta(days=1))
    tally = Tally()
    for row in _rows(indicator, key.starts_on, until, scope=(key.level, key.code)):
        tally.add(row)
    return tally.figure(indicator.aggregate)


@dataclass
class Tally:
    """The rows of one figure, added up."""

    numerators: list[Decimal] = field(default_factory=list)
    denominator: Decimal = Decimal(0)
    counted: int = 0

    def add(self, row: Mapping[str, Any]) -> None:
        """Takes one row into account."""
        if row["numerator"] is not None:
            self.numerators.append(_exact(row["numerator"]))
        self.denominator += _exact(row.get("denominator") or 0)
        self.counted += row["counted"] or 0 if "counted" in row else 1

    def figure(self, aggregate: Aggregate) -> Figure | None:
        """Returns the figure that the tallied rows make for an aggregate; None if they make
        none."""
        total = sum(self.numerators, Decimal(0))
        match aggregate:
            case Aggregate.SUM if total:
                return Figure(_rounded(total), None, self.counted)
            case Aggregate.SHARE | Aggregate.RATIO if self.denominator > 0:
                return Figure(_rounded(total), _rounded(self.denominator), self.counted)
            case Aggregate.MEDIAN if self.numerators:
                return Figure(_rounded(median(self.numerators)), None, self.counted)
        return None


def _exact(number: Any) -> Decimal:
    return number if isinstance(number, Decimal) else Decimal(repr(number))


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(PRECISION, rounding=ROUND_HALF_UP)


def _rows(
    indicator: Indicator, first: date, until: date, *, scope: tuple[str, str] | None = None
) -> Iterator[dict[str, Any]]:
    """Yields the observations of an indicator, in one scope or everywhere, a few rows at a time."""
    days = (first, until) if indicator.kind is Kind.FLOW else ()
    observations = as_written(indicator.observations(*days))
    condition, values = _condition(observations.columns, scope)
    parameters: Any = observations.parameters
    if isinstance(parameters, Mapping):
        condition = condition.replace("%s", "%(scope)s")
        parameters = {**parameters, **dict(zip(["scope"], values, strict=False))}
    else:
        parameters = [*parameters, *values]
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            f"SELECT * FROM ({observations.statement}) observed WHERE {condition}", parameters
        )
        names = [column.name for column in cursor.description]
        while read := cursor.fetchmany(ROWS_AT_A_TIME):
            for row in read:
                yield dict(zip(names, row, strict=True))


def _condition(columns: Collection[str], scope: tuple[str, str] | None) -> tuple[str, list[Any]]:
    somewhere = "observed.in_commune IS NOT NULL" if "in_commune" in columns else "true"
    level, code = scope or (Level.INSTANCE, "")
    if level == Level.INSTANCE:
        return somewhere, []
    if level == Level.EPCI:
        return _in_communes(Commune.objects.filter(epci=code))
    if level == Level.DEPARTEMENT and "in_commune" in columns:
        return _in_communes(Commune.objects.filter(departement=code))
    return f"{somewhere} AND observed.{COLUMN_OF[level]}::text = %s", [code]


def _in_communes(communes: Any) -> tuple[str, list[Any]]:
    return "observed.in_commune = ANY(%s)", [list(communes.values_list("code", flat=True))]


def _verify_all(night: Night) -> Verification:
    lies_in = {
        code: (departement, epci)
        for code, departement, epci in Commune.objects.values_list("code", "departement", "epci")
    }
    checked, differences = 0, []
    for indicator in indicators():
        cells = _counted_by(night).filter(indicator=indicator.name)
        stored = {_key(cell): _figure(cell) for cell in cells.iterator(ROWS_AT_A_TIME)}
        stored = _with_late_additions(indicator, stored)
        part = _compare(night, stored, _all_of(indicator, night.date, lies_in))
        checked += part.checked
        differences += part.differences
    return Verification(night.date, checked, differences)


def _with_late_additions(
    indicator: Indicator, stored: Mapping[Key, Figure | None]
) -> dict[Key, Figure | None]:
    """Adds the late facts of closed periods that have no cell."""
    facts = LateFact.objects.filter(indicator=indicator.name)
    late = dict.fromkeys(map(_key, facts.iterator()))
    return _with_late_facts({**late, **stored}, facts)


def _all_of(
    indicator: Indicator, night: date, lies_in: Mapping[str, tuple[str, str | None]]
) -> dict[Key, Figure | None]:
    """Computes every figure of an indicator, its rows distributed among scopes and periods."""
    tallies: defaultdict[Key, Tally] = defaultdict(Tally)
    first = first_day_looked_at(night)
    for row in _rows(indicator, first, night + timedelta(days=1)):
        day = row["on_day"] if indicator.kind is Kind.FLOW else night
        periods = ((Span.MONTH, begins_month(day)), (Span.YEAR, begins_year(day)))
        for level, code in _scopes_of(indicator, row, lies_in):
            for span, starts_on in periods:
                tallies[Key(indicator.name, level, code, span, starts_on)].add(row)
    return {key: tally.figure(indicator.aggregate) for key, tally in tallies.items()}


def _scopes_of(
    indicator: Indicator, row: Mapping[str, Any], lies_in: Mapping[str, tuple[str, str | None]]
) -> Iterable[tuple[str, str]]:
    commune = row.get("in_commune")
    departement, epci = row.get("in_departement"), None
    if commune is not None:
        departement, epci = lies_in[commune]
    codes: dict[Level, Any] = {
        Level.INSTANCE: "",
        Level.DEPARTEMENT: departement,
        Level.EPCI: epci,
        Level.COMMUNE: commune,
        Level.PLACE: row.get("in_place"),
        Level.CAMPAIGN: row.get("of_campaign"),
        Level.PARTNER: row.get("of_partner"),
    }
    return [(level, str(codes[level])) for level in indicator.levels if codes[level] is not None]


def _compare(
    night: Night, stored: Mapping[Key, Figure | None], recounted: Mapping[Key, Figure | None]
) -> Verification:
    keys = sorted(stored.keys() | {key for key, figure in recounted.items() if figure})
    differences = [
        Difference(key, stored.get(key), recounted.get(key))
        for key in keys
        if not _are_alike(stored.get(key), recounted.get(key))
    ]
    return Verification(night.date, len(keys), differences)


def _are_alike(stored: Figure | None, recounted: Figure | None) -> bool:
    if stored is None or recounted is None:
        return stored is recounted
    gaps = [
        abs(stored.numerator - recounted.numerator),
        abs((stored.denominator or Decimal(0)) - (recounted.denominator or Decimal(0))),
    ]
    return max(gaps) <= PRECISION and stored.counted == recounted.counted
