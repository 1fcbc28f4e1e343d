"""The rows of the open data, one indicator and one year after the other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import QuerySet

from bocage.evidence.figure_formatting import value_of
from bocage.evidence.merged_communes import communes_of_today
from bocage.evidence.models import HiddenFigure, IndicatorCell, Level
from bocage.evidence.open_data.editions import Boundaries, Edition
from bocage.evidence.public_figures import Scope, scope_names
from bocage.evidence.publication import (
    Place,
    commune_areas,
    public_condition,
    secret_figures,
)
from bocage.evidence.registry import Aggregate, Indicator, indicators

READ_AT_A_TIME = 2000


class DataRow(NamedTuple):
    """A line of the open data. A secret figure has its line, without its numbers."""

    indicator: str
    level: str
    code: str
    name: str
    span: str
    starts_on: date
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    is_secret: bool


COLUMNS = DataRow._fields
NUMBERS = ("value", "numerator", "denominator")


@dataclass(frozen=True)
class _RowContext:
    """Data read once for all the rows of a file."""

    names: Mapping[Scope, str]
    today: Mapping[str, str]


def public_indicators() -> list[Indicator]:
    """Lists the indicators that have open data."""
    return [indicator for indicator in indicators() if indicator.is_public]


def rows_of(selected: Iterable[Indicator], edition: Edition) -> Iterator[DataRow]:
    """Yields every public row of the given indicators, a few at a time, ordered by indicator, year,
    level and code.
    """
    context = _RowContext(scope_names(), communes_of_today())
    for indicator in selected:
        cells = _cells(indicator, edition)
        years = cells.order_by().values_list("starts_on__year", flat=True).distinct()
        for year in sorted(years):
            yield from _rows_of_year(indicator, year, edition, context)


def _cells(indicator: Indicator, edition: Edition) -> QuerySet[IndicatorCell]:
    cells = IndicatorCell.objects
    cells_known = cells.known() if edition.is_last else cells.known_on(edition.night.date)
    return cells_known.filter(public_condition(), indicator=indicator.name)


def _rows_of_year(
    indicator: Indicator, year: int, edition: Edition, context: _RowContext
) -> Iterator[DataRow]:
    cells = _cells(indicator, edition).filter(starts_on__year=year)
    secret = _secret_places(indicator, year, cells, edition)
    followed: list[IndicatorCell] = []
    in_order = cells.order_by("level", "code", "span", "starts_on")
    for cell in in_order.iterator(chunk_size=READ_AT_A_TIME):
        if edition.boundaries is Boundaries.TODAY and _has_merged(cell, context):
            followed.append(cell)
        else:
            yield _row(indicator, cell, _place(cell) in secret, context)
    yield from _as_of_today(indicator, followed, secret, context)


def _secret_places(
    indicator: Indicator, year: int, cells: QuerySet[IndicatorCell], edition: Edition
) -> frozenset[Place]:
    """Returns the secret figures, as recorded by their night, or else computed now."""
    if not indicator.is_about_people:
        return frozenset()
    if not edition.night.is_confidential:
        return secret_figures(indicator, cells, commune_areas())
    rows = HiddenFigure.objects.filter(indicator=indicator.name, starts_on__year=year)
    hidden = rows.known() if edition.is_last else rows.known_on(edition.night.date)
    return frozenset(map(Place._make, hidden.values_list("level", "code", "span", "starts_on")))


def _place(cell: IndicatorCell) -> Place:
    return Place(cell.level, cell.code, cell.span, cell.starts_on)


def _has_merged(cell: IndicatorCell, context: _RowContext) -> bool:
    return cell.level == Level.COMMUNE and cell.code in context.today


def _row(
    indicator: Indicator, cell: IndicatorCell, is_secret: bool, context: _RowContext
) -> DataRow:
    name = context.names.get(Scope(cell.level, cell.code), cell.code)
    value = None if is_secret else round(value_of(indicator, cell), 4)
    return DataRow(
        indicator=indicator.name,
        level=cell.level,
        code=cell.code,
        name=name,
        span=cell.span,
        starts_on=cell.starts_on,
        value=value,
        numerator=None if is_secret else cell.numerator,
        denominator=None if is_secret else cell.denominator,
        is_secret=is_secret,
    )


def _as_of_today(
    indicator: Indicator,
    cells: Iterable[IndicatorCell],
    secret: frozenset[Place],
    context: _RowContext,
) -> Iterator[DataRow]:
    """Sums the cells of communes that have merged into the current commune.

    If one of them is secret, so is their sum: a reader of both could subtract.
    """
    series: defaultdict[Place, list[IndicatorCell]] = defaultdict(list)
    for cell in cells:
        series[_place(cell)._replace(code=context.today[cell.code])].append(cell)
    for place, merged_cells in sorted(series.items()):
        whole = IndicatorCell(indicator=indicator.name, **place._asdict())
        if not secret.isdisjoint(map(_place, merged_cells)):
            yield _row(indicator, whole, True, context)
        elif len(merged_cells) > 1 and indicator.aggregate is Aggregate.MEDIAN:
            yield _row(indicator, whole, True, context)._replace(is_secret=False)
        else:
            whole.numerator = sum((cell.numerator for cell in merged_cells), Decimal(0))
            parts = [cell.denominator for cell in merged_cells if cell.denominator is not None]
            whole.denominator = sum(parts, Decimal(0)) if parts else None
            yield _row(indicator, whole, False, context)
