"""Published figures of a scope month by month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bocage.evidence.models import IndicatorCell, Span
from bocage.evidence.periods import begins_month, next_period, periods_between
from bocage.evidence.proofs.years import drawn_value
from bocage.evidence.public_figures import Scope, published_cells, published_text
from bocage.evidence.registry import Aggregate, Indicator, Kind
from bocage.foundation.formatting.dates import date_format
from bocage.foundation.formatting.findings import Chart, Drawing, Point, Series

MAX_MONTHS = 24
MIN_MONTHS = 4
"""Minimum number of months with a value for a line chart."""


@dataclass(frozen=True)
class PublishedMonths:
    """The figures of one scope in the last months, by indicator and month."""

    night: date
    scope: Scope
    cells: Mapping[tuple[str, date], IndicatorCell]

    def is_trend(self, indicator: Indicator) -> bool:
        """Checks whether a line chart is meaningful: the indicator is a sum of events, no month is
        secret, and at least `MIN_MONTHS` months have a figure.
        """
        if indicator.kind is not Kind.FLOW or indicator.aggregate is not Aggregate.SUM:
            return False
        cells = [cell for (name, _month), cell in self.cells.items() if name == indicator.name]
        return len(cells) >= MIN_MONTHS and not any(cell.is_secret for cell in cells)

    def chart(self, indicator: Indicator, *, name: str, source: str) -> Chart:
        """Returns the chart of the months of an indicator, from the first month that has a
        figure."""
        points = list(self._points(indicator))
        highest = max(points, key=lambda point: point.value or 0.0)
        return Chart(
            name=name,
            finding=_("%(label)s, mois par mois : le plus haut en %(month)s, avec %(figure)s")
            % {"label": indicator.label, "month": highest.label, "figure": highest.text},
            drawing=Drawing.LINE,
            series=[Series(str(indicator.label), points)],
            head=_("Mois"),
            unit=indicator.unit,
            source=source,
        )

    def _points(self, indicator: Indicator) -> Sequence[Point]:
        first = min(month for name, month in self.cells if name == indicator.name)
        return [
            self._point(indicator, month)
            for month in periods_between(Span.MONTH, first, self.night)
        ]

    def _point(self, indicator: Indicator, month: date) -> Point:
        cell = self.cells.get((indicator.name, month))
        return Point(
            label=date_format(month, "F Y"),
            value=drawn_value(indicator, cell),
            text=published_text(indicator, cell),
            starts_on=month,
            is_provisional=next_period(Span.MONTH, month) > self.night,
        )


def published_months(scope: Scope, night: date) -> PublishedMonths:
    """Returns the figures of a scope in the last months; one query."""
    first = begins_month(night)
    first = first.replace(year=first.year - MAX_MONTHS // 12)
    cells = published_cells().filter(
        level=scope.level, code=scope.code, span=Span.MONTH, starts_on__gt=first
    )
    return PublishedMonths(night, scope, {(cell.indicator, cell.starts_on): cell for cell in cells})
