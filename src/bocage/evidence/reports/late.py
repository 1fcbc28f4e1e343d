"""Late facts of a report: the values of its closed periods with them, if publishable."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from bocage.evidence.figure_formatting import format_figure
from bocage.evidence.models import IndicatorCell, LateFact
from bocage.evidence.publication import is_gap_published
from bocage.evidence.registry import Indicator
from bocage.evidence.reports.figures import public_indicators
from bocage.evidence.reports.requests import Piece, ReportRequest

type Row = Any
"""A cell, or a late fact, which has the same numbers."""


@dataclass(frozen=True)
class LateLine:
    """Closed figure, and its value with late facts."""

    indicator: Indicator
    piece: Piece
    closed_text: str
    current_text: str
    """Empty if the difference would reveal few households."""


def late_lines(report: ReportRequest) -> list[LateLine]:
    """Lists the late facts of a report, as its night knew them; two queries.

    See `publication.is_gap_published` for indicators about people.
    """
    periods = Q(pk__in=())
    for piece in report.period.pieces:
        periods |= Q(span=piece.span, starts_on=piece.starts_on)
    of_scope = {"level": report.scope.level, "code": report.scope.code}
    facts = LateFact.objects.filter(periods, **of_scope, night_id__lte=report.night)
    last = {
        (fact.indicator, Piece(fact.starts_on, fact.span)): fact  # type: ignore[arg-type] # as a cell
        for fact in facts.order_by("night_id")
    }
    if not last:
        return []
    cells = IndicatorCell.objects.with_secrecy(report.night).filter(periods, **of_scope)
    closed_cells = {(cell.indicator, Piece(cell.starts_on, cell.span)): cell for cell in cells}  # type: ignore[arg-type] # as above
    return [
        line
        for indicator in public_indicators()
        for (name, piece), fact in sorted(last.items(), key=lambda item: item[0])
        if name == indicator.name
        and (line := _make_line(report, indicator, piece, closed_cells.get((name, piece)), fact))
    ]


def _make_line(
    report: ReportRequest,
    indicator: Indicator,
    piece: Piece,
    cell: IndicatorCell | None,
    fact: LateFact,
) -> LateLine | None:
    if cell is not None and cell.is_secret:
        return None
    if _format_row(indicator, cell) == _format_row(indicator, fact):
        return None
    is_public = fact.is_reported and is_gap_published(indicator, report.scope.level, cell, fact)
    current_text = _format_row(indicator, fact) if is_public else ""
    return LateLine(indicator, piece, _format_row(indicator, cell), current_text)


def _format_row(indicator: Indicator, row: Row) -> str:
    if row is None or row.numerator is None:
        return format_figure(indicator, None)
    return format_figure(indicator, row)


def format_unpublished_gap() -> str:
    """Returns the text shown instead of a figure whose change is not published."""
    return _("changé, sans que l’écart soit dit")
