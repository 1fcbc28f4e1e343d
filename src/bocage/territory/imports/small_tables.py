"""A small table (CSV) that somebody fills in by hand: its columns by the names that people give
them, its rows as they are typed."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bocage.foundation.table_text import (
    NoText,
    UnknownEncoding,
    delimiter_of,
    numbered_records,
    text_of,
)
from bocage.territory.imports.tables import column_name

MOST_OCTETS = 1024 * 1024
MOST_COLUMNS = 60


class TableUnreadable(Exception):
    """The table is not read at all: `code` says why, `detail` where."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


@dataclass(frozen=True, kw_only=True)
class SmallTable:
    """What a table must hold. `aliases` gives each column what people call it otherwise."""

    needed: Sequence[str]
    aliases: Mapping[str, Sequence[str]]
    most_rows: int
    most_in_a_cell: int

    @cached_property
    def names(self) -> dict[str, str]:
        """Our name of a column by any that it may have."""
        return {alias: name for name, aliases in self.aliases.items() for alias in (name, *aliases)}


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row by the names of its columns, and the line on which it begins.

    `problem` says why its cells are not to be believed: "too_many_cells" or "cell_too_long".
    """

    line: int
    cells: dict[str, str]
    problem: str = ""


def text_of_table(content: bytes) -> str:
    """The text of a file.

    Raises:
        TableUnreadable: too heavy, or no text.
    """
    if len(content) > MOST_OCTETS:
        raise TableUnreadable("too_large")
    try:
        text = text_of(content)
    except UnknownEncoding as error:
        raise TableUnreadable("encoding_unknown") from error
    except NoText as error:
        raise TableUnreadable("not_a_table") from error
    if "\0" in text:
        raise TableUnreadable("not_a_table")
    return text


def read_named_rows(text: str, table: SmallTable) -> list[NamedRow]:
    """The rows under the header, without those that are empty.

    Raises:
        TableUnreadable: empty, too long, quotes that never end, a column missing or there twice.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    records = numbered_records(reader, lambda line: TableUnreadable("not_a_table", str(line)))
    names = _columns(next(records, (1, []))[1], table)
    rows: list[NamedRow] = []
    for line, cells in records:
        if any(cell.strip() for cell in cells):
            if len(rows) == table.most_rows:
                raise TableUnreadable("too_many_rows", str(table.most_rows))
            rows.append(_row(line, cells, names, table))
    if not rows:
        raise TableUnreadable("empty")
    return rows


def _columns(header: list[str], table: SmallTable) -> list[str]:
    """Our name of each column, empty for those that say nothing to us."""
    if not any(cell.strip() for cell in header):
        raise TableUnreadable("empty")
    if len(header) > MOST_COLUMNS:
        raise TableUnreadable("too_many_columns", str(len(header)))
    names = [table.names.get(column_name(cell[:120]), "") for cell in header]
    if missing := [name for name in table.needed if name not in names]:
        raise TableUnreadable("columns_missing", ", ".join(missing))
    if twice := sorted({name for name in names if name and names.count(name) > 1}):
        raise TableUnreadable("columns_twice", ", ".join(twice))
    return names


def _row(line: int, cells: list[str], names: list[str], table: SmallTable) -> NamedRow:
    said = {name: _plain(cell) for name, cell in zip(names, cells, strict=False) if name}
    if any(cell.strip() for cell in cells[len(names) :]):
        return NamedRow(line, _shortened(said), "too_many_cells")
    if any(len(cell) > table.most_in_a_cell for cell in said.values()):
        return NamedRow(line, _shortened(said), "cell_too_long")
    return NamedRow(line, said)


def _shortened(said: dict[str, str]) -> dict[str, str]:
    return {name: cell[:80] for name, cell in said.items()}


def _plain(cell: str) -> str:
    """The text without the apostrophe that our own tables put before what begins a formula."""
    text = cell.strip()
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in "=+-@" else text
