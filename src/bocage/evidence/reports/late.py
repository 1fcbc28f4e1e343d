"""What came late: what the closed periods of a report would say with it, where it may be told."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from bocage.evidence.figure_formatting import spoken
from bocage.evidence.models import IndicatorCell, LateFact
from bocage.evidence.registry import Indicator
from bocage.evidence.reports.asked import Asked, Piece
from bocage.evidence.reports.figures import public_indicators
from bocage.evidence.told_figures import gap_is_told

type Row = Any
"""A cell, or a late fact, which has the same numbers."""


@dataclass(frozen=True)
class LateLine:
    """A figure that is closed, and what it would be."""

    indicator: Indicator
    piece: Piece
    counted: str
    would_be: str
    """Nothing where the gap would tell of few households."""


def late_lines(asked: Asked) -> list[LateLine]:
    """Lists the late facts of a report, as its night knew them; two queries.

    See `told_figures.gap_is_told` for indicators about people.
    """
    wanted = Q(pk=None)
    for piece in asked.period.pieces:
        wanted |= Q(span=piece.span, starts_on=piece.starts_on)
    of_scope = {"level": asked.scope.level, "code": asked.scope.code}
    facts = LateFact.objects.filter(wanted, **of_scope, night_id__lte=asked.night)
    last = {
        (fact.indicator, Piece(fact.starts_on, fact.span)): fact  # type: ignore[arg-type] # as a cell
        for fact in facts.order_by("night_id")
    }
    if not last:
        return []
    cells = IndicatorCell.objects.with_secrecy(asked.night).filter(wanted, **of_scope)
    kept = {(cell.indicator, Piece(cell.starts_on, cell.span)): cell for cell in cells}  # type: ignore[arg-type] # as above
    return [
        line
        for indicator in public_indicators()
        for (name, piece), fact in sorted(last.items(), key=lambda item: item[0])
        if name == indicator.name
        and (line := _line(asked, indicator, piece, kept.get((name, piece)), fact))
    ]


def _line(
    asked: Asked, one: Indicator, piece: Piece, cell: IndicatorCell | None, fact: LateFact
) -> LateLine | None:
    if cell is not None and cell.is_secret:
        return None
    if _said(one, cell) == _said(one, fact):
        return None
    is_told = fact.is_told and gap_is_told(one, asked.scope.level, cell, fact)
    would_be = _said(one, fact) if is_told else ""
    return LateLine(one, piece, _said(one, cell), would_be)


def _said(one: Indicator, row: Row) -> str:
    if row is None or row.numerator is None:
        return spoken(one, None)
    return spoken(one, row)


def gap_kept_silent() -> str:
    """Returns the text shown instead of a figure whose change is not published."""
    return _("changé, sans que l’écart soit dit")
