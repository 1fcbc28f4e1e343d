"""What a figure is: a table of cells, each of which knows of how many households it speaks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from django.utils.translation import gettext as _

from bocage.foundation.formatting.charts import Bar, BarChart, spoken_percent

MOST_DRAWN = 15
FEW_HOUSEHOLDS = 5
"""Below, a cell would tell of somebody: it is not told outside those who follow the projects."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A value as it is read, and the number of households (or of answers) that it speaks of;
    `about` is None where it speaks of nobody's household. `counted` is the number that it gives
    away: of a share, how many make the part, as whoever knows the whole computes; `left_out`,
    those of the whole who are not of the part.
    """

    text: str
    value: float | None = None
    about: int | None = None
    counted: int = 0
    left_out: int = 0

    @property
    def is_of_few(self) -> bool:
        """Whether it tells of a few by itself."""
        if self.about is None:
            return False
        return any(is_few(number) for number in (self.about, self.counted, self.left_out))


class Place(NamedTuple):
    """Where a cell stands: the name of its figure, its line and its column."""

    figure: str
    line: int
    column: int


@dataclass(frozen=True, kw_only=True)
class FigureRow:
    """A line of a figure."""

    label: str
    cells: Sequence[Cell]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A table with what it counts, on the day on which it was counted."""

    name: str
    title: str
    definition: str
    measured_on: date
    head: str
    columns: Sequence[str]
    rows: Sequence[FigureRow]
    is_drawn: bool = False
    """Whether its first column is worth a chart."""

    @property
    def chart(self) -> BarChart | None:
        """Bars of the first column, where people would rather look: of the longest, where there are
        too many to be looked at. None where one is secret, as it would be drawn like a zero."""
        if not self.is_drawn or any(row.cells[0].value is None for row in self.rows):
            return None
        bars = [Bar(row.label, row.cells[0].value or 0.0, row.cells[0].text) for row in self.rows]
        if self.draws_longest:
            bars = sorted(bars, key=attrgetter("value"), reverse=True)[:MOST_DRAWN]
        return BarChart(self.title, bars)

    @property
    def draws_longest(self) -> int:
        """How many bars are drawn, where they are not all; nothing where they are."""
        return MOST_DRAWN if len(self.rows) > MOST_DRAWN else 0

    def cells_by_place(self) -> Iterator[tuple[Place, Cell]]:
        """Every cell, with where it stands."""
        for line, row in enumerate(self.rows):
            for column, cell in enumerate(row.cells):
                yield Place(self.name, line, column), cell


def flat_rows(figures: Sequence[Figure]) -> Iterator[list[object]]:
    """Every cell on its own line, for a spreadsheet."""
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
    """Whether so many households, or answers, are few enough to tell of somebody."""
    return 0 < number < FEW_HOUSEHOLDS


def count(number: int) -> Cell:
    """A number of households."""
    return Cell(text=str(number), value=number, about=number, counted=number)


def people(number: int, households: int) -> Cell:
    """A number of people, of some households: both may be few."""
    return Cell(text=str(number), value=number, about=households, counted=number)


def events(number: int) -> Cell:
    """A number of things that happened, which tells of no household."""
    return Cell(text=str(number), value=number)


def share(part: int, whole: int) -> Cell:
    """A part of some households, in percent."""
    if whole == 0:
        return nothing()
    percent = 100 * part / whole
    return Cell(
        text=spoken_percent(percent),
        value=percent,
        about=whole,
        counted=part,
        left_out=whole - part,
    )


def hours(value: float | None, about: int) -> Cell:
    """A duration in hours, or in days past two of them."""
    if value is None:
        return nothing()
    if value < 48:
        return Cell(text=_("%(hours)d h") % {"hours": round(value)}, value=value, about=about)
    return Cell(text=_("%(days)d j") % {"days": round(value / 24)}, value=value, about=about)


def nothing() -> Cell:
    """Where there is nothing to measure."""
    return Cell(text="–")
