"""Data of a report: the published figures of its scope and of its parts."""

from collections.abc import Iterator
from itertools import batched
from typing import Any

from django.db.models import Q

from bocage.evidence.figure_formatting import value_of
from bocage.evidence.models import IndicatorCell, Level
from bocage.evidence.public_figures import WHOLE, Scope, names_of
from bocage.evidence.publication import PUBLIC_LEVELS, public_condition
from bocage.evidence.registry import indicator_named
from bocage.evidence.reports.requests import ReportRequest
from bocage.territory.models import Commune

COLUMNS = (
    *("indicator", "level", "code", "name", "span", "starts_on"),
    *("value", "numerator", "denominator", "unit", "known_on"),
)
"""A secret figure has its line, and nothing for its three numbers."""
AT_ONCE = 2000
"""Rows that are read, and named, together."""


def report_rows(report: ReportRequest) -> Iterator[tuple[Any, ...]]:
    """Yields the rows of the report's data, read as they are sent: the months and years of its
    period, and of the same period a year earlier.
    """
    days = Q(starts_on__gte=report.period.before.first, starts_on__lt=report.period.until)
    cells = IndicatorCell.objects.with_secrecy(None if report.is_last_night else report.night)
    cells = cells.filter(public_condition(), _within(report), days)
    ordered = cells.order_by("indicator", "level", "code", "span", "starts_on")
    for batch in batched(ordered.iterator(chunk_size=AT_ONCE), AT_ONCE):
        # The whole of the territory goes without a name in this table.
        scopes = (Scope(cell.level, cell.code) for cell in batch)
        names = names_of(scope for scope in scopes if scope != WHOLE)
        for cell in batch:
            yield _row(report, cell, names.get(Scope(cell.level, cell.code), ""))


def _row(report: ReportRequest, cell: IndicatorCell, name: str) -> tuple[Any, ...]:
    indicator = indicator_named(cell.indicator)
    figures = (
        (None, None, None)
        if cell.is_secret
        else (round(value_of(indicator, cell), 4), cell.numerator, cell.denominator)
    )
    return (
        *(indicator.name, cell.level, cell.code, name, cell.span, cell.starts_on.isoformat()),
        *(*figures, indicator.unit.value, report.night.isoformat()),
    )


def _within(report: ReportRequest) -> Q:
    scope = report.scope
    own = Q(level=scope.level, code=scope.code)
    match scope.level:
        case Level.INSTANCE:
            return Q(level__in=PUBLIC_LEVELS)
        case Level.DEPARTEMENT:
            communes = Commune.objects.filter(departement=scope.code)
            epcis = communes.filter(epci__isnull=False).values("epci")
            of_communes = Q(level=Level.COMMUNE, code__in=communes.values("pk"))
            return own | of_communes | Q(level=Level.EPCI, code__in=epcis)
        case Level.EPCI:
            communes = Commune.objects.filter(epci=scope.code)
            return own | Q(level=Level.COMMUNE, code__in=communes.values("pk"))
        case _:
            return own
