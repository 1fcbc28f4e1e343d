"""Published figures of some scopes year by year."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from bocage.evidence.figure_formatting import value_of
from bocage.evidence.models import IndicatorCell, Span
from bocage.evidence.proofs.findings import TwoYears, year_finding
from bocage.evidence.public_figures import Scope, published_cells, published_text
from bocage.evidence.registry import Aggregate, Indicator
from bocage.foundation.formatting.findings import Chart, Drawing, Point, Series

MAX_YEARS = 5


@dataclass(frozen=True)
class PublishedYears:
    """The figures of the last years, by scope, indicator and year."""

    night: date
    cells: Mapping[tuple[Scope, str, int], IndicatorCell]
    first_years: Mapping[str, int]
    """First year of each indicator with a figure in any of the scopes."""

    def year(self, indicator: Indicator, scope: Scope, year: int) -> IndicatorCell | None:
        """Returns the cell of a year; None for a sum of zero, or without a figure."""
        return self.cells.get((scope, indicator.name, year))

    def finding(self, indicator: Indicator, scope: Scope) -> str:
        """Returns the sentence that compares the year of the night with the previous one."""
        year = self.night.year
        return year_finding(
            indicator,
            TwoYears(
                year=year,
                goes_on=self._is_under_way(year),
                now=self.year(indicator, scope, year),
                before=self.year(indicator, scope, year - 1),
                has_before=self.first_years.get(indicator.name, year) < year,
            ),
        )

    def chart(self, indicator: Indicator, scope: Scope, *, name: str, source: str) -> Chart:
        """Returns the chart of the counted years of an indicator in a scope."""
        return Chart(
            name=name,
            finding=self.finding(indicator, scope),
            drawing=Drawing.COLUMNS,
            series=[Series(str(indicator.label), list(self._points(indicator, scope)))],
            head=_("Année"),
            unit=indicator.unit,
            source=source,
        )

    def is_trend(self, indicator: Indicator, scope: Scope) -> bool:
        """Checks whether at least two years can be drawn, one of which is not zero."""
        values = [
            point.value for point in self._points(indicator, scope) if point.value is not None
        ]
        return len(values) > 1 and any(values)

    def _points(self, indicator: Indicator, scope: Scope) -> Iterator[Point]:
        for year in range(
            self.first_years.get(indicator.name, self.night.year), self.night.year + 1
        ):
            cell = self.year(indicator, scope, year)
            yield Point(
                label=str(year),
                value=drawn_value(indicator, cell),
                text=published_text(indicator, cell),
                starts_on=date(year, 1, 1),
                is_provisional=self._is_under_way(year),
            )

    def _is_under_way(self, year: int) -> bool:
        return self.night < date(year, 12, 31)


def drawn_value(indicator: Indicator, cell: IndicatorCell | None) -> float | None:
    """Returns a figure as it is drawn; None if it is secret, or if there is nothing to measure."""
    if cell is None:
        return 0.0 if indicator.aggregate is Aggregate.SUM else None
    return None if cell.is_secret else float(value_of(indicator, cell))


def published_years(scopes: Sequence[Scope], night: date) -> PublishedYears:
    """Returns the figures of scopes in the last years; one query."""
    condition = Q()
    for scope in scopes:
        condition |= Q(level=scope.level, code=scope.code)
    cells = published_cells().filter(
        condition, span=Span.YEAR, starts_on__gte=date(night.year - MAX_YEARS + 1, 1, 1)
    )
    cells_by_year = {
        (Scope(cell.level, cell.code), cell.indicator, cell.starts_on.year): cell for cell in cells
    }
    first_years: dict[str, int] = {}
    for _scope, name, year in cells_by_year:
        first_years[name] = min(year, first_years.get(name, year))
    return PublishedYears(night, cells_by_year, first_years)
