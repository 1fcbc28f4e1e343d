"""Charts drawn by the server as SVG: bars, and a map of values by column and row.

A chart is drawn 328 units wide, the width of the content on a small phone, so that its words
can be read there. It is shown with its table; its colours come from the style sheet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from bocage.foundation.formatting.typography import NO_BREAK

WIDTH = 328
ROW, BAR = 34, 9
LABEL_LENGTH = 38
HEAD, CELL, MARGIN = 22, 22, 34
FOOT, TALLEST = 20, 96
LEVELS = 5


def format_percent(percent: float) -> str:
    """Formats a percentage: « 15 % » (U+00A0 before the sign); “15%”."""
    space = NO_BREAK if (get_language() or "fr").startswith("fr") else ""
    return f"{percent:.0f}{space}%"


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a bar chart; `text` is the value as it is read."""

    label: str
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar with its place in the picture."""

    label: str
    text: str
    baseline: int
    top: int
    width: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """Chart of horizontal bars, drawn against `full_scale` (the longest bar by default)."""

    title: str
    bars: Sequence[Bar]
    full_scale: float | None = None

    @property
    def height(self) -> int:
        return len(self.bars) * ROW

    def drawn_bars(self) -> Iterator[DrawnBar]:
        highest = self.full_scale or max((bar.value for bar in self.bars), default=0)
        for number, bar in enumerate(self.bars):
            share = min(1.0, max(0.0, bar.value / highest)) if highest else 0.0
            yield DrawnBar(
                shortened(bar.label),
                bar.text,
                number * ROW + 14,
                number * ROW + 19,
                f"{share * WIDTH:.1f}",
            )


@dataclass(frozen=True, slots=True)
class DrawnColumn:
    """A column with its place in the picture."""

    column: Bar
    left: str
    top: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class ColumnChart:
    """Chart of one value per moment, in order: columns from the left, the largest as tall as the
    picture. The first and the last moment are written below, the largest value above.
    """

    title: str
    columns: Sequence[Bar]

    height = HEAD + TALLEST + FOOT
    ground = HEAD + TALLEST
    foot = HEAD + TALLEST + FOOT - 5

    @property
    def highest(self) -> Bar:
        """First of the largest columns."""
        return max(self.columns, key=lambda column: column.value)

    @property
    def first(self) -> Bar:
        return self.columns[0]

    @property
    def last(self) -> Bar:
        return self.columns[-1]

    def drawn_columns(self) -> Iterator[DrawnColumn]:
        """Yields the columns that have a value above zero, with their places in the picture; a
        column stays visible however small it is.
        """
        highest = max((column.value for column in self.columns), default=0)
        step = WIDTH / max(1, len(self.columns))
        for number, column in enumerate(self.columns):
            if column.value > 0:
                height = max(2.0, column.value / highest * TALLEST)
                yield DrawnColumn(
                    column,
                    f"{number * step + step * 0.1:.1f}",
                    f"{self.ground - height:.1f}",
                    f"{min(step * 0.8, 24):.1f}",
                    f"{height:.1f}",
                )


def shortened(text: str) -> str:
    """Shortens a label to `LABEL_LENGTH` characters, so that it fits beside its value."""
    return text if len(text) <= LABEL_LENGTH else text[: LABEL_LENGTH - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of a heat map, from 0 to 100; None where there is nothing to measure."""

    percent: float | None

    @property
    def level(self) -> str:
        """Shade of the cell: `none` without a value, else from 0 to 5 (the darkest)."""
        if self.percent is None:
            return "none"
        if self.percent <= 0:
            return "0"
        return str(min(LEVELS, 1 + int(self.percent * LEVELS / 100)))

    @property
    def text(self) -> str:
        return "" if self.percent is None else f"{self.percent:.0f}"


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """A cell with its place in the picture, and the middle of its text."""

    cell: Cell
    left: str
    middle: str


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A row of a heat map with its place in the picture."""

    label: str
    top: int
    baseline: int
    cells: Sequence[DrawnCell]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Values by row and column, each written in its cell."""

    title: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Cell]]]

    @property
    def height(self) -> int:
        return HEAD + len(self.rows) * CELL

    @property
    def column_width(self) -> float:
        return (WIDTH - MARGIN) / max(1, len(self.columns))

    @property
    def cell_width(self) -> str:
        return f"{self.column_width - 2:.1f}"

    def heads(self) -> Iterator[tuple[str, str]]:
        """Yields the name of each column, and its middle."""
        for number, name in enumerate(self.columns):
            yield name, self._middle(number)

    def drawn_rows(self) -> Iterator[DrawnRow]:
        for number, (label, cells) in enumerate(self.rows):
            top = HEAD + number * CELL
            yield DrawnRow(
                label,
                top,
                top + 15,
                [
                    DrawnCell(cell, f"{MARGIN + rank * self.column_width:.1f}", self._middle(rank))
                    for rank, cell in enumerate(cells)
                ],
            )

    def _middle(self, column: int) -> str:
        return f"{MARGIN + (column + 0.5) * self.column_width - 1:.1f}"
