"""Published figures, for any period and as known on any night.

A figure of several months is the sum of parts in the open data: whole years, and months. If a part
is secret, so is the figure; one that is no sum of months (a median, a ratio, or months of people in
a commune) is not published.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from bocage.evidence.figure_formatting import NOTHING, format_value, secret_word, value_of
from bocage.evidence.models import IndicatorCell, Night, Span
from bocage.evidence.periods import next_period
from bocage.evidence.public_figures import Scope
from bocage.evidence.publication import BY_MONTH_OF_PEOPLE, public_condition
from bocage.evidence.registry import Aggregate, Indicator, Kind, indicators
from bocage.evidence.reports.requests import Piece, ReportPeriod
from bocage.foundation.formatting.typography import NO_BREAK

type CellKey = tuple[str, Scope, Piece]


@dataclass(frozen=True)
class Figure:
    """Figure of an indicator in a scope and a period. `value` is None if it is secret for the
    reader, if it cannot be computed from months, or if there was nothing to measure.
    """

    indicator: Indicator
    value: Decimal | None = None
    is_secret: bool = False
    is_counted: bool = False
    """True if something was counted: an empty sum is zero, and has no cell."""

    @property
    def is_private(self) -> bool:
        """True if the figure is shown to the reader and hidden from the public."""
        return self.is_secret and self.value is not None

    @property
    def text(self) -> str:
        """Displayed figure in the active language: with a star if the reader sees it and the public
        does not, or the word « secret ».
        """
        if self.value is None:
            return secret_word() if self.is_secret else NOTHING
        text = format_value(self.indicator, self.value)
        return f"{text}{NO_BREAK}*" if self.is_secret else text


@dataclass(frozen=True)
class PublishedFigures:
    """The public cells of some scopes and periods, as one night knew them, for one reader."""

    night: date
    cells: Mapping[CellKey, IndicatorCell]
    first_night: date
    shows_secrets: bool = False

    def whole(self) -> PublishedFigures:
        """Returns a copy for a reader who may see secret figures."""
        return replace(self, shows_secrets=True)

    def figure(self, indicator: Indicator, scope: Scope, period: ReportPeriod) -> Figure:
        """Returns the figure of an indicator in a scope and a period."""
        pieces = _pieces_of(indicator, period, self.night)
        if not all(_is_published(indicator, scope, piece) for piece in pieces):
            return Figure(indicator)
        if indicator.kind is Kind.STOCK and self._is_before_all_nights(pieces[0]):
            return Figure(indicator)
        cells_or_none = (self.cells.get((indicator.name, scope, piece)) for piece in pieces)
        cells = [cell for cell in cells_or_none if cell is not None]
        is_secret = any(cell.is_secret for cell in cells)
        value = (
            None if is_secret and not self.shows_secrets else _value(indicator, cells, len(pieces))
        )
        return Figure(indicator, value, is_secret=is_secret, is_counted=bool(cells))

    def _is_before_all_nights(self, piece: Piece) -> bool:
        """Checks whether its end is before the first count, so that not even a zero is known."""
        return next_period(piece.span, piece.starts_on) <= self.first_night


def public_indicators() -> list[Indicator]:
    """Lists the public indicators, theme by theme."""
    return [indicator for indicator in indicators() if indicator.is_public]


def read_figures(
    night: date,
    scopes: Iterable[Scope],
    periods: Iterable[ReportPeriod],
    *,
    only: Sequence[str] = (),
    is_last_night: bool = False,
) -> PublishedFigures:
    """Reads the cells of some scopes and periods, of all public indicators or `only` of some; two
    queries. The last night is read by its own indexes."""
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for scope in scopes:
        codes[scope.level].add(scope.code)
    days: defaultdict[str, set[date]] = defaultdict(set)
    for period in periods:
        for piece in period.pieces:
            days[piece.span].add(piece.starts_on)
    in_scopes, in_periods = Q(pk__in=()), Q(pk__in=())
    for level, level_codes in codes.items():
        in_scopes |= Q(level=level, code__in=level_codes)
    for span, starts in days.items():
        in_periods |= Q(span=span, starts_on__in=starts)
    cells = IndicatorCell.objects.with_secrecy(None if is_last_night else night)
    cells = cells.filter(public_condition(), in_scopes, in_periods)
    if only:
        cells = cells.filter(indicator__in=only)
    first_night = Night.objects.order_by("date").values_list("date", flat=True).first()
    return PublishedFigures(
        night,
        {
            (
                cell.indicator,
                Scope(cell.level, cell.code),
                Piece(cell.starts_on, Span(cell.span)),
            ): cell
            for cell in cells.order_by().iterator(chunk_size=2000)
        },
        first_night or night,
    )


def format_previous(figure: Figure, before: Figure) -> str:
    """Returns a phrase such as « 30 l’année d’avant »; empty if the previous year has no figure."""
    if before.value is None or not (before.is_counted or figure.is_counted):
        return ""
    return _("%(before)s l’année d’avant") % {"before": before.text}


def _pieces_of(indicator: Indicator, period: ReportPeriod, night: date) -> Sequence[Piece]:
    """Returns the parts that make the figure: all of a flow, the last one begun of a stock."""
    pieces = period.pieces
    if indicator.kind is Kind.FLOW:
        return pieces
    begun_pieces = [piece for piece in pieces if piece.starts_on <= night]
    return begun_pieces[-1:] or pieces[-1:]


def _is_published(indicator: Indicator, scope: Scope, piece: Piece) -> bool:
    """Checks whether the open data has it: only large scopes have months of people."""
    is_fine = piece.span == Span.MONTH and scope.level not in BY_MONTH_OF_PEOPLE
    return not (indicator.is_about_people and is_fine)


def _value(indicator: Indicator, cells: Sequence[IndicatorCell], pieces: int) -> Decimal | None:
    match indicator.aggregate:
        case Aggregate.SUM:
            return sum((cell.numerator for cell in cells), Decimal(0))
        case Aggregate.SHARE:
            whole = sum((cell.denominator or Decimal(0) for cell in cells), Decimal(0))
            part = sum((cell.numerator for cell in cells), Decimal(0))
            return 100 * part / whole if whole else None
        case _:
            return value_of(indicator, cells[0]) if cells and pieces == 1 else None
