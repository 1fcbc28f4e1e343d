"""Figures: tables of cells, each with the number of households that it concerns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from django.utils.translation import gettext as _

from bocage.foundation.formatting.charts import Bar, BarChart, format_percent

MAX_DRAWN = 15
FEW_HOUSEHOLDS = 5
"""Minimum count published: a smaller cell could identify somebody, and is shown only to the people
who follow the projects.
"""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """Value as it is displayed, with the number of households (or of answers) that it concerns;
    `about` is None if it concerns no household. `counted` is the number that it discloses: for a
    share, the size of the part, which a reader who knows the whole can compute; `left_out` is the
    rest of the whole.
    """

    text: str
    value: float | None = None
    about: int | None = None
    counted_value: int = 0
    left_out: int = 0

    @property
    def is_of_few(self) -> bool:
        """True if the cell by itself could identify a few households."""
        if self.about is None:
            return False
        return any(is_few(number) for number in (self.about, self.counted_value, self.left_out))


class Place(NamedTuple):
    """Position of a cell: the name of its figure, its row and its column."""

    figure: str
    line: int
    column: int


@dataclass(frozen=True, kw_only=True)
class FigureRow:
    """Row of a figure."""

    label: str
    cells: Sequence[Cell]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """Table with the definition of what it counts, and the day on which it was counted."""

    name: str
    title: str
    definition: str
    measured_on: date
    head: str
    columns: Sequence[str]
    rows: Sequence[FigureRow]
    is_drawn: bool = False
    """True if its first column is drawn as a chart."""

    @property
    def chart(self) -> BarChart | None:
        """Returns the bars of the first column; the longest only, if there are too many. None if a
        cell is secret, since it would be drawn like a zero.
        """
        if not self.is_drawn or any(row.cells[0].value is None for row in self.rows):
            return None
        bars = [Bar(row.label, row.cells[0].value or 0.0, row.cells[0].text) for row in self.rows]
        if self.draws_longest:
            bars = sorted(bars, key=attrgetter("value"), reverse=True)[:MAX_DRAWN]
        return BarChart(self.title, bars)

    @property
    def draws_longest(self) -> int:
        """Number of bars that are drawn if only the longest are; 0 if all are."""
        return MAX_DRAWN if len(self.rows) > MAX_DRAWN else 0

    def cells_by_place(self) -> Iterator[tuple[Place, Cell]]:
        """Yields every cell with its position."""
        for line, row in enumerate(self.rows):
            for column, cell in enumerate(row.cells):
                yield Place(self.name, line, column), cell


def flat_rows(figures: Sequence[Figure]) -> Iterator[list[object]]:
    """Yields a row for each cell, for a spreadsheet."""
    for figure in figures:
        for row in figure.rows:
            for column, cell in zip(figure.columns, row.cells, strict=True):
                yield [
                    figure.title,
                    row.label,
                    column,
                    cell.text,
                    figure.definition,
                    figure.measured_on.isoformat(),
                ]


def is_few(number: int) -> bool:
    """Checks whether a number of households, or of answers, is small enough to identify
    somebody.
    """
    return 0 < number < FEW_HOUSEHOLDS


def count(number: int) -> Cell:
    """Returns the cell of a number of households."""
    return Cell(text=str(number), value=number, about=number, counted_value=number)


def people(number: int, households: int) -> Cell:
    """Returns the cell of a number of people, of some households: both may be few."""
    return Cell(text=str(number), value=number, about=households, counted_value=number)


def events(number: int) -> Cell:
    """Returns the cell of a number of events, which concerns no household."""
    return Cell(text=str(number), value=number)


def share(part: int, whole: int) -> Cell:
    """Returns the cell of a share of some households, in percent."""
    if whole == 0:
        return empty_cell()
    percent = 100 * part / whole
    return Cell(
        text=format_percent(percent),
        value=percent,
        about=whole,
        counted_value=part,
        left_out=whole - part,
    )


def hours(value: float | None, about: int) -> Cell:
    """Returns the cell of a duration in hours, or in days from 48 hours on."""
    if value is None:
        return empty_cell()
    if value < 48:
        return Cell(text=_("%(hours)d h") % {"hours": round(value)}, value=value, about=about)
    return Cell(text=_("%(days)d j") % {"days": round(value / 24)}, value=value, about=about)


def empty_cell() -> Cell:
    """Returns the cell shown if there is nothing to measure."""
    return Cell(text="–")
