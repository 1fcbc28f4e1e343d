"""Common rows of all formats of facts about communes, and the conversion of cells to figures and
days.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from urllib.parse import urlsplit

MAXIMUM = Decimal(99_999_999)
CENT = Decimal("0.01")
LONGEST_SOURCE, LONGEST_DETAIL, LONGEST_INDICATOR, LONGEST_UNIT = 160, 120, 80, 20
LONGEST_ADDRESS = 300

_CODE = re.compile(r"^(\d{2}|2[AB])\d{3}$", re.ASCII)
_FIGURE = re.compile(r"^(\d+\.?\d*|\.\d+)$", re.ASCII)
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """Fact about a commune, as a row of a table states it under a current or former code.

    `weight` is the denominator of a share, if the table states it.
    """

    line: int
    code: str
    kind: str
    value: Decimal
    source: str
    dated_on: date
    indicator: str = ""
    unit: str = ""
    detail: str = ""
    address: str = ""
    weight: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Exhaustive:
    """Complete table: a commune that is absent, in these départements, has none of the kind.

    Except the `hidden` pairs of code and kind, whose rows have no figure.
    """

    kinds: Sequence[str]
    departements: Sequence[str]
    source: str
    dated_on: date
    address: str
    hidden: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class StationRow:
    """A station for passengers, in degrees (WGS 84), with the minutes of a train to Paris."""

    line: int
    name: str
    latitude: float
    longitude: float
    minutes_to_paris: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRow:
    """Yearly count for a commune, under a current or former code."""

    line: int
    code: str
    kind: str
    year: int
    value: int
    source: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class RowRefused:
    """Rejected row, with the column and the reason."""

    line: int
    column: str
    reason: str


class CellRefused(Exception):
    """Error: the value of a cell is not valid for its column."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column
        self.reason = reason

    def at(self, line: int) -> RowRefused:
        return RowRefused(line, self.column, self.reason)


@dataclass(frozen=True, slots=True)
class Origin:
    """Source and date of a table, given on the command line for tables that do not state them."""

    source: str = ""
    dated_on: date | None = None


def insee_code(column: str, cell: str) -> str:
    """Parses the code of a commune; spreadsheets remove its leading zero."""
    code = cell.upper().zfill(5)
    if not _CODE.match(code):
        raise CellRefused(column, f"not the INSEE code of a commune: {cell[:20]!r}")
    return code


def number(column: str, cell: str, *, maximum: Decimal = MAXIMUM) -> Decimal:
    """Parses a figure that is not negative, written with a point or a comma."""
    plain = cell.replace("\u202f", "").replace("\u00a0", "").replace(" ", "").replace(",", ".")
    if not _FIGURE.match(plain):
        raise CellRefused(column, f"not a figure: {cell[:20]!r}")
    value = Decimal(plain)
    if value > maximum:
        raise CellRefused(column, f"out of bounds: {cell[:20]!r}")
    return value.quantize(CENT)


def whole_number(column: str, cell: str, *, maximum: Decimal) -> int:
    """Parses a count: a figure without decimals."""
    value = number(column, cell, maximum=maximum)
    if value != value.to_integral_value():
        raise CellRefused(column, f"not a whole number: {cell[:20]!r}")
    return int(value)


def day(column: str, cell: str) -> date:
    """Parses a day (2026-06-30 or 30/06/2026), or the first day of a year."""
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%Y"):
        try:
            return datetime.strptime(cell, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise CellRefused(column, f"not a day (YYYY-MM-DD): {cell[:20]!r}")


def words(column: str, cell: str, longest: int) -> str:
    """Parses a text, without what a spreadsheet would run as a formula."""
    text = " ".join(cell.split())
    if text.startswith(_FORMULA):
        raise CellRefused(column, f"looks like a formula: {text[:20]!r}")
    if len(text) > longest:
        raise CellRefused(column, f"longer than {longest} characters")
    return text


def web_address(column: str, cell: str) -> str:
    """Parses the address of a page of the source, or an empty cell."""
    if not cell:
        return ""
    try:
        parts = urlsplit(cell)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc or len(cell) > LONGEST_ADDRESS:
        raise CellRefused(column, f"not the address of a page: {cell[:20]!r}")
    if any(character.isspace() for character in cell):
        raise CellRefused(column, f"not the address of a page: {cell[:20]!r}")
    return cell
