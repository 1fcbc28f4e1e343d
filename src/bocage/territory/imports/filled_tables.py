"""Tables (CSV) that people fill in, of any size: their columns by the names that people give them,
their rows as they are typed. Nothing is held in memory but the row at hand.
"""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from bocage.foundation.files.table_text import SAMPLE, delimiter_of, numbered_records
from bocage.territory.imports.tables import column_name

MAX_COLUMNS = 60
LONGEST_LINE = 64 * 1024
LONGEST_TITLE = 120
CELL_EXCERPT = 80


class TableUnreadable(Exception):
    """Error that stops the reading of a table: `code` is the reason, `detail` the position."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


@dataclass(frozen=True, slots=True)
class NamedRow:
    """Row by the names of its columns, with the line on which it begins.

    `problem` is "too_many_cells" or "cell_too_long" if its cells are invalid, and `column` the
    column concerned.
    """

    line: int
    cells: dict[str, str]
    problem: str = ""
    column: str = ""


def suggested_mapping(header: Iterable[str], names: Mapping[str, str]) -> list[str]:
    """Returns the field name of each column of a header, empty for unknown ones.

    Each field name is given once, to the first matching column.

    Args:
        names: field name by accepted column name.

    >>> suggested_mapping(["Prénom", "E-mail", "Mail"], {"prenom": "prenom", "e_mail": "courriel"})
    ['prenom', 'courriel', '']
    """
    mapping: list[str] = []
    for title in header:
        name = names.get(column_name(title), "")
        mapping.append("" if name in mapping else name)
    return mapping


def header_of(stream: IO[bytes]) -> list[str]:
    """Returns the titles of the columns.

    Raises:
        TableUnreadable: empty, no text, or too many columns.
    """
    return _reading(stream)[0]


def read_rows(stream: IO[bytes], mapping: Sequence[str], *, cell_limit: int) -> Iterator[NamedRow]:
    """Yields each row under the header that is not empty.

    Args:
        mapping: field name of each column, as `suggested_mapping` returns them.

    Raises:
        TableUnreadable: empty, no text, too many columns, or quotes that never end.
    """
    header, records = _reading(stream)
    for line, cells in records:
        if any(cell.strip() for cell in cells):
            yield _row(line, cells, mapping, header, cell_limit)


def _row(
    line: int, cells: list[str], mapping: Sequence[str], header: list[str], cell_limit: int
) -> NamedRow:
    by_name = {name: _plain(cell) for name, cell in zip(mapping, cells, strict=False) if name}
    excerpts = {name: cell[:CELL_EXCERPT] for name, cell in by_name.items()}
    if any(cell.strip() for cell in cells[len(header) :]):
        return NamedRow(line, excerpts, "too_many_cells", str(len(header) + 1))
    for name, title in zip(mapping, header, strict=False):
        if len(by_name.get(name, "")) > cell_limit:
            return NamedRow(line, excerpts, "cell_too_long", title)
    return NamedRow(line, by_name)


def _plain(cell: str) -> str:
    """Removes the apostrophe that our own exports put before the first character of a formula."""
    text = cell.replace("\0", "").strip()
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in "=+-@" else text


def _reading(stream: IO[bytes]) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """Returns the titles of the columns, and the records that follow with their lines.

    Raises:
        TableUnreadable: empty, no text, or too many columns.
    """
    stream.seek(0)
    lines = _lines(stream)
    first = next(lines, "")
    reader = csv.reader(_with_first(first, lines), delimiter=delimiter_of(first))
    records = numbered_records(reader, lambda line: TableUnreadable("not_a_table", str(line)))
    titles = next(records, (1, []))[1]
    header = [" ".join(title.split())[:LONGEST_TITLE] for title in titles]
    if not any(header):
        raise TableUnreadable("empty")
    if len(header) > MAX_COLUMNS:
        raise TableUnreadable("too_many_columns", str(len(header)))
    return header, records


def _with_first(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _lines(stream: IO[bytes]) -> Iterator[str]:
    """Yields the lines of a file as texts.

    UTF-16 is recognised by its BOM; UTF-8 and Windows-1252 may be mixed in one file, when two lists
    were pasted together.

    Raises:
        TableUnreadable: it is not a text, or has a line that never ends.
    """
    begin = stream.read(SAMPLE)
    stream.seek(0)
    is_utf16 = begin.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not is_utf16 and (b"\0" in begin or begin.startswith(b"PK\x03\x04")):
        raise TableUnreadable("not_a_table", "1")
    encoding, errors = ("utf-16", "strict") if is_utf16 else ("utf-8-sig", "as-windows")
    text = io.TextIOWrapper(stream, encoding, errors, newline="")
    number = 0
    try:
        while line := text.readline(LONGEST_LINE):
            number += 1
            if len(line) == LONGEST_LINE and not line.endswith(("\n", "\r")):
                raise TableUnreadable("line_too_long", str(number))
            if number == 1 and "\0" in line:
                raise TableUnreadable("not_a_table", "1")
            yield line
    except UnicodeDecodeError as error:
        raise TableUnreadable("encoding_unknown", str(number + 1)) from error
    finally:
        if not stream.closed:
            text.detach()


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Decodes bytes that are not UTF-8 as Windows-1252 (an error handler of `codecs`)."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    octets: Any = error.object[error.start : error.end]
    return octets.decode("cp1252", "replace"), error.end


codecs.register_error("as-windows", _as_windows)
