"""The figures of a dashboard: each against its target and last year, with its months."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from bocage.evidence.dashboards.aims import ShownAim, shown_aim, targets_of
from bocage.evidence.dashboards.grounds import Ground
from bocage.evidence.dashboards.period import Nights, Period, months_until
from bocage.evidence.dashboards.rows import RowsLink, rows_behind, sees_rows
from bocage.evidence.dashboards.sights import Sight
from bocage.evidence.dashboards.trends import month_of, trend_of
from bocage.evidence.models import IndicatorCell, Span
from bocage.evidence.registry import Aggregate, Indicator, Kind
from bocage.foundation.formatting.findings import Chart


@dataclass(frozen=True, kw_only=True)
class DashboardFigure:
    """Figure as its card on a dashboard shows it."""

    indicator: Indicator
    text: str
    is_secret: bool
    before: str
    """Previous value, as « 14 en 2025 »; empty if there is none."""
    change: str
    """« plus qu’en 2025 »; nothing where the two periods cannot be compared."""
    aim: ShownAim | None
    trend: Chart | None
    rows: RowsLink | None


def figures_of(
    person: Any,
    ground: Ground,
    shown_indicators: Sequence[Indicator],
    period: Period,
    nights: Nights,
) -> list[DashboardFigure]:
    """Returns the figures of a ground for a period, as a person sees them; two queries in all."""
    night = nights.last
    months = months_until(period, night)
    cells = _cells(ground, shown_indicators, period, months)
    targets = targets_of(ground, period, night)
    figures = []
    for indicator in shown_indicators:
        sight = Sight(indicator, ground.level, sees_rows(person, indicator, ground), nights.first)
        if sight.shows(period.span):
            own_cells = _IndicatorCells(indicator, sight, cells, period, night)
            cell = own_cells.cell(period)
            value = sight.value(cell, period.last_day)
            figures.append(
                DashboardFigure(
                    indicator=indicator,
                    text=sight.text(cell, period.last_day),
                    is_secret=sight.hides(cell),
                    before=own_cells.before,
                    change=own_cells.change,
                    aim=shown_aim(indicator, targets.get(indicator.name), value, period, night),
                    trend=own_cells.trend(months) if sight.shows(Span.MONTH) else None,
                    rows=rows_behind(person, indicator, ground, period),
                )
            )
    return figures


type Cells = dict[tuple[str, str, date], IndicatorCell]
"""Cells by indicator, span and first day."""


def _cells(
    ground: Ground, shown_indicators: Sequence[Indicator], period: Period, months: Sequence[date]
) -> Cells:
    two_periods = Q(
        span=period.span, starts_on__in=[period.starts_on, period.year_before.starts_on]
    )
    of_the_trend = Q(span=Span.MONTH, starts_on__range=(months[0], months[-1]))
    cells = IndicatorCell.objects.with_secrecy().filter(
        two_periods | of_the_trend,
        level=ground.level,
        code=ground.code,
        indicator__in=[indicator.name for indicator in shown_indicators],
    )
    return {(cell.indicator, cell.span, cell.starts_on): cell for cell in cells.order_by()}


@dataclass(frozen=True)
class _IndicatorCells:
    """Those of one indicator, among the loaded cells."""

    indicator: Indicator
    sight: Sight
    cells: Cells
    period: Period
    night: date

    def cell(self, period: Period) -> IndicatorCell | None:
        return self.cells.get((self.indicator.name, period.span, period.starts_on))

    @property
    def before(self) -> str:
        earlier = self.period.year_before
        cell = self.cell(earlier)
        if cell is None:
            return ""
        words = {"figure": self.sight.text(cell, earlier.last_day), "period": earlier.label}
        if self._adds_up_still:
            return _("%(figure)s sur tout %(period)s") % words
        return _("%(figure)s en %(period)s") % words

    @property
    def change(self) -> str:
        earlier = self.period.year_before
        now = self.sight.value(self.cell(self.period), self.period.last_day)
        previous = self.sight.value(self.cell(earlier), earlier.last_day)
        if self.cell(earlier) is None or now is None or previous is None or self._adds_up_still:
            return ""
        words = {"period": earlier.label}
        if now == previous:
            return _("autant qu’en %(period)s") % words
        higher, lower = _("plus qu’en %(period)s"), _("moins qu’en %(period)s")
        return (higher if now > previous else lower) % words

    @property
    def _adds_up_still(self) -> bool:
        """Checks whether the period is not over, so that its figure still grows."""
        indicator = self.indicator
        is_sum = indicator.aggregate is Aggregate.SUM and indicator.kind is Kind.FLOW
        return is_sum and not self.period.is_over(self.night)

    def trend(self, months: Sequence[date]) -> Chart | None:
        """Draws the months of the figure."""
        read = [
            month_of(self.sight, month, self.cells.get((self.indicator.name, Span.MONTH, month)))
            for month in months
        ]
        return trend_of(self.indicator, read, self.night)
