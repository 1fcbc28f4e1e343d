"""Findings: figures, with a sentence that summarises them.

    Chart(
        name="menages-par-an",
        finding=_("42 ménages installés en 2026, 9 de plus qu’en 2025"),
        drawing=Drawing.COLUMNS,
        head=_("Année"),
        series=[Series(name=_("Ménages installés"), points=[Point("2025", 33, "33"), …])],
    )

`<c-chart :chart="chart" />` shows the sentence, the figures as a table, and a drawing. The server
draws it plainly; with JavaScript, `frontend/js/chart.js` draws it again, from `data`
(docs/decisions/charts-by-plot.md).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from bocage.foundation.formatting.charts import Bar, BarChart, ColumnChart

MAX_BARS = 12
"""More moments than that are drawn as columns side by side, where scripts do not run."""


class Drawing(StrEnum):
    """Kind of drawing of a chart."""

    LINE = "line"
    """Trend by month: each point has its first day."""
    COLUMNS = "columns"
    """Columns of a few years, side by side, from the first series."""
    BARS = "bars"
    """Bars of compared things, such as communes, one under the other, from the first series."""


@dataclass(frozen=True, slots=True)
class Point:
    """Figure of a chart; `text` is how it is shown. Without a `value` it is not drawn: it is
    secret, or nothing was counted.
    """

    label: str
    value: float | None
    text: str
    starts_on: date | None = None
    """The first day of the period, for a line."""
    is_provisional: bool = False
    """True while its period is not over."""
    is_marked: bool = False
    """True for the point that the chart is about, among others shown for comparison."""


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one thing, in the order in which they are drawn."""

    name: str
    points: Sequence[Point]


class Row(NamedTuple):
    """A line of the table: its figures stand in the order of the series."""

    label: str
    is_provisional: bool
    cells: Sequence[tuple[str, str]]
    """The name of the series and the figure as it is read."""


class UnevenSeries(ValueError):
    """The series of a chart do not have the same labels in the same order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Chart with the sentence that states its finding, and its figures.

    Raises:
        UnevenSeries: its series cannot make one table.
    """

    name: str
    """Prefix of ids in the page and of downloaded file names; letters, digits and dashes."""
    finding: str
    drawing: Drawing
    series: Sequence[Series]
    head: str
    """Heading of the labels: « Année », « Mois », « Commune »."""
    unit: str = "count"
    """Unit of the numbers of an axis: count, percent, hours, days, euros, megabits."""
    target: Point | None = None
    """Target, drawn as a line across the chart."""
    source: str = ""
    """Source of the figures and its date, which is part of the downloaded images too."""

    def __post_init__(self) -> None:
        first, *following = ([point.label for point in sery.points] for sery in self.series)
        if any(labels != first for labels in following):
            raise UnevenSeries

    @property
    def has_figures(self) -> bool:
        """True if at least one figure can be drawn."""
        return any(self._drawable_points())

    @property
    def rows(self) -> Iterator[Row]:
        """The table."""
        for place, point in enumerate(self.series[0].points):
            cells = [(sery.name, sery.points[place].text) for sery in self.series]
            yield Row(point.label, point.is_provisional, cells)

    @property
    def alternative(self) -> str:
        """Text alternative of the drawing: the finding, the highest and the lowest figure; the
        table gives the rest.
        """
        points = list(self._drawable_points())
        highest, lowest = max(points, key=_value), min(points, key=_value)
        return _(
            "%(finding)s. Le plus haut : %(most)s (%(most_label)s) ; le plus bas : %(least)s "
            "(%(least_label)s). Le tableau dit chaque valeur."
        ) % {
            "finding": self.finding,
            "most": highest.text,
            "most_label": highest.label,
            "least": lowest.text,
            "least_label": lowest.label,
        }

    @property
    def plain_bars(self) -> BarChart | None:
        """Bar chart that the server draws of one series of at most `MAX_BARS` points; None
        otherwise.
        """
        if len(self.series) > 1 or len(self.series[0].points) > MAX_BARS:
            return None
        return BarChart(self.alternative, self._plain())

    @property
    def plain_columns(self) -> ColumnChart | None:
        """Column chart that the server draws of one series of more than `MAX_BARS` points; None
        otherwise.
        """
        if len(self.series) > 1 or len(self.series[0].points) <= MAX_BARS:
            return None
        return ColumnChart(self.alternative, self._plain())

    @property
    def data(self) -> dict[str, Any]:
        """Data from which the script of the page draws the chart."""
        return {
            "drawing": self.drawing,
            "unit": self.unit,
            "finding": self.finding,
            "source": self.source,
            "target": self.target and _data_of(self.target),
            "words": {"provisional": _("en cours")},
            "series": [
                {"name": sery.name, "points": [_data_of(point) for point in sery.points]}
                for sery in self.series
            ],
        }

    def _drawable_points(self) -> Iterator[Point]:
        return (point for sery in self.series for point in sery.points if point.value is not None)

    def _plain(self) -> list[Bar]:
        return [Bar(point.label, point.value or 0.0, point.text) for point in self.series[0].points]


def _value(point: Point) -> float:
    return point.value or 0.0


def _data_of(point: Point) -> dict[str, Any]:
    return {
        "label": point.label,
        "value": point.value,
        "text": point.text,
        "day": point.starts_on,
        "provisional": point.is_provisional,
        "marked": point.is_marked,
    }
