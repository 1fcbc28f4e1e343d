"""Counting of one indicator: aggregates observations to the cells of each scope and period, in one
SQL statement.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bocage.evidence.models.scopes import Level, Span
from bocage.evidence.observing import Written, as_written
from bocage.evidence.registry import Aggregate, Indicator, Kind

COLUMNS = "level, code, span, starts_on, numerator, denominator, counted"

AGGREGATES = {
    Aggregate.SUM: ("sum(observed.numerator)", "NULL"),
    Aggregate.SHARE: ("sum(observed.numerator)", "sum(observed.denominator)"),
    Aggregate.RATIO: ("sum(observed.numerator)", "sum(observed.denominator)"),
    Aggregate.MEDIAN: (
        "percentile_cont(0.5) WITHIN GROUP (ORDER BY observed.numerator::double precision)",
        "NULL",
    ),
}
"""Numerator and denominator of a cell. A median is that of all that was observed in the scope and
the period, never a median of medians."""

SCOPES = {
    Level.INSTANCE: "('instance', '')",
    Level.DEPARTEMENT: "('departement', {departement})",
    Level.EPCI: "('epci', territory.epci_id)",
    Level.COMMUNE: "('commune', territory.code)",
    Level.PLACE: "('place', observed.in_place::text)",
    Level.CAMPAIGN: "('campaign', observed.of_campaign::text)",
    Level.PARTNER: "('partner', observed.of_partner::text)",
}
WHEREABOUTS = ("in_commune", "in_departement", "in_place", "of_campaign", "of_partner")

type Parameters = Sequence[Any] | Mapping[str, Any]


def cells_statement(
    indicator: Indicator, first: date, until: date, *, today: date
) -> tuple[str, Parameters]:
    """Returns the SQL statement, with its parameters, that computes the cells of an indicator.

    Its rows are the cells (COLUMNS) for the periods that begin from `first` until `until`
    (excluded). `today` is the day on which a stock is counted: its cells are those of this month
    and year.
    """
    days_read = () if indicator.kind is Kind.STOCK else (first, until)
    read = as_written(indicator.observations(*days_read))
    numerator, denominator = AGGREGATES[indicator.aggregate]
    is_flow = indicator.kind is Kind.FLOW
    day = "observed.on_day" if is_flow else f"DATE '{today.isoformat()}'"
    is_gathered = indicator.aggregate is not Aggregate.MEDIAN
    counted = "count(*)"
    if is_gathered or "counted" in read.columns:
        counted = "sum(observed.counted)"
    return (
        f"""
        SELECT scope.level, scope.code, period.span, period.starts_on,
               round(({numerator})::numeric, 4) AS numerator,
               round(({denominator})::numeric, 4) AS denominator,
               {counted}::integer AS counted
        FROM ({_gathered(read) if is_gathered else read.statement}) observed
        {_join(read.columns)}
        CROSS JOIN LATERAL (VALUES {_scopes(indicator, read.columns)}) scope(level, code)
        CROSS JOIN LATERAL (VALUES
            ('{Span.MONTH.value}', date_trunc('month', {day})::date),
            ('{Span.YEAR.value}', date_trunc('year', {day})::date)
        ) period(span, starts_on)
        WHERE scope.code IS NOT NULL
        GROUP BY scope.level, scope.code, period.span, period.starts_on
        HAVING {_having(indicator)}
        """,  # noqa: S608 - made of names of our own
        read.parameters,
    )


def _gathered(read: Written) -> str:
    """Returns the SQL that sums observations by place and by month, from which all cells are
    summed.

    Each row of it serves ten scopes and periods. Numbers are exact, so that the order of rows
    changes no digit.
    """
    keys = [name for name in WHEREABOUTS if name in read.columns]
    expressions = list(keys)
    if "on_day" in read.columns:
        keys.append("date_trunc('month', on_day)::date")
        expressions.append(f"{keys[-1]} AS on_day")
    expressions += [
        f"sum({name}::numeric) AS {name}"
        for name in ("numerator", "denominator")
        if name in read.columns
    ]
    expressions.append(f"{'sum(counted)' if 'counted' in read.columns else 'count(*)'} AS counted")
    return (
        f"SELECT {', '.join(expressions)} FROM ({read.statement}) seen"  # noqa: S608 - as above
        f" GROUP BY {', '.join(keys)}"
    )


def _join(columns: frozenset[str]) -> str:
    if "in_commune" in columns:
        return "JOIN territory_commune territory ON territory.code = observed.in_commune"
    return ""


def _scopes(indicator: Indicator, columns: frozenset[str]) -> str:
    departement = (
        "territory.departement_id" if "in_commune" in columns else "observed.in_departement"
    )
    return ", ".join(SCOPES[level].format(departement=departement) for level in indicator.levels)


def _having(indicator: Indicator) -> str:
    """Returns the HAVING clause: a share or a sum of no row has no cell."""
    return {
        Aggregate.SUM: "sum(observed.numerator) <> 0",
        Aggregate.SHARE: "sum(observed.denominator) > 0",
        Aggregate.RATIO: "sum(observed.denominator) > 0",
        Aggregate.MEDIAN: "count(observed.numerator) > 0",
    }[indicator.aggregate]
