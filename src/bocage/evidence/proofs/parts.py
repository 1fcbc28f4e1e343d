"""Ranking of the parts of a scope by their figures of this year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bocage.evidence.models import IndicatorCell, Level, Span
from bocage.evidence.proofs.years import drawn_value
from bocage.evidence.public_figures import published_cells, published_text
from bocage.evidence.registry import Aggregate, Indicator
from bocage.foundation.formatting.findings import Chart, Drawing, Point, Series

MAX_COMPARED = 8
MIN_COMPARED = 3


@dataclass(frozen=True)
class PublishedParts:
    """The parts of a scope by their names, with the figures of this year."""

    head: str
    names: Mapping[str, str]
    cells: Mapping[str, list[IndicatorCell]]

    def is_comparison(self, indicator: Indicator) -> bool:
        """Checks whether at least `MIN_COMPARED` areas have a public figure, and the indicator
        is a sum.
        """
        return indicator.aggregate is Aggregate.SUM and len(self._points(indicator)) >= MIN_COMPARED

    def chart(self, indicator: Indicator, *, name: str, source: str) -> Chart:
        """Returns the chart of the parts that have the highest figures, without secret ones."""
        points = self._points(indicator)[:MAX_COMPARED]
        return Chart(
            name=name,
            finding=_("%(label)s : %(name)s en tête, avec %(figure)s")
            % {"label": indicator.label, "name": points[0].label, "figure": points[0].text},
            drawing=Drawing.BARS,
            series=[Series(str(indicator.label), points)],
            head=self.head,
            unit=indicator.unit,
            source=source,
        )

    def _points(self, indicator: Indicator) -> list[Point]:
        points = [
            Point(self.names[cell.code], value, published_text(indicator, cell))
            for cell in self.cells.get(indicator.name, ())
            if (value := drawn_value(indicator, cell))
        ]
        return sorted(points, key=lambda point: (-(point.value or 0.0), point.label))


def published_parts(level: Level, names: Mapping[str, str], night: date) -> PublishedParts:
    """Returns the current year's figures of the parts of a level, given their names by code; one
    query.
    """
    cells: dict[str, list[IndicatorCell]] = {}
    matches = published_cells().filter(
        level=level, code__in=names, span=Span.YEAR, starts_on=date(night.year, 1, 1)
    )
    for cell in matches if names else ():
        cells.setdefault(cell.indicator, []).append(cell)
    return PublishedParts(str(level.label).capitalize(), names, cells)
