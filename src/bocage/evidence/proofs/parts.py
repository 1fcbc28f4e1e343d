"""Where, within a scope, there is the most of something: the figures of its parts this year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bocage.evidence.models import IndicatorCell, Level, Span
from bocage.evidence.proofs.years import drawn_value
from bocage.evidence.public_figures import told_cells, told_text
from bocage.evidence.registry import Aggregate, Indicator
from bocage.foundation.formatting.findings import Chart, Drawing, Point, Series

MOST_COMPARED = 8
FEWEST_COMPARED = 3


@dataclass(frozen=True)
class ToldParts:
    """The parts of a scope by their names, with the figures of this year."""

    head: str
    names: Mapping[str, str]
    cells: Mapping[str, list[IndicatorCell]]

    def is_comparison(self, one: Indicator) -> bool:
        """Checks whether at least `FEWEST_COMPARED` areas have a public figure, and the indicator
        is a sum.
        """
        return one.aggregate is Aggregate.SUM and len(self._told(one)) >= FEWEST_COMPARED

    def chart(self, one: Indicator, *, name: str, source: str) -> Chart:
        """Returns the chart of the parts that have the highest figures, without secret ones."""
        points = self._told(one)[:MOST_COMPARED]
        return Chart(
            name=name,
            finding=_("%(label)s : %(name)s en tête, avec %(figure)s")
            % {"label": one.label, "name": points[0].label, "figure": points[0].text},
            drawing=Drawing.BARS,
            series=[Series(str(one.label), points)],
            head=self.head,
            unit=one.unit,
            source=source,
        )

    def _told(self, one: Indicator) -> list[Point]:
        points = [
            Point(self.names[cell.code], value, told_text(one, cell))
            for cell in self.cells.get(one.name, ())
            if (value := drawn_value(one, cell))
        ]
        return sorted(points, key=lambda point: (-(point.value or 0.0), point.label))


def told_parts(level: Level, names: Mapping[str, str], night: date) -> ToldParts:
    """Returns the current year's figures of the parts of a level, given their names by code; one
    query.
    """
    cells: dict[str, list[IndicatorCell]] = {}
    found = told_cells().filter(
        level=level, code__in=names, span=Span.YEAR, starts_on=date(night.year, 1, 1)
    )
    for cell in found if names else ():
        cells.setdefault(cell.indicator, []).append(cell)
    return ToldParts(str(level.label).capitalize(), names, cells)
