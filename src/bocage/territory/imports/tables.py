"""Tables of open data, read row by row with suspicion: plain, in gzip, or alone in a ZIP.

UTF-8 with a header; commas or semicolons. Memory holds one row, whatever the file holds.
"""

import csv
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from bocage.territory.spelling import plain_words

LARGEST_UNPACKED = 8 * 1024**3
LONGEST_LINE = 64 * 1024
MAX_COLUMNS = 400
DESCRIPTIONS = ("meta", "varmod")
"""Substrings in the names of files that only describe the columns of another."""
UNKNOWN_TO_US = (NotImplementedError, RuntimeError, ValueError, OverflowError)
"""Exceptions of the standard library for a ZIP that is encrypted, or of an unknown kind."""


class Unreadable(Exception):
    """Error raised when the file is not of this format, with the reason."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row, by the plain names of its columns, as `column_name` makes them."""

    line: int
    values: Mapping[str, str]


@contextmanager
def open_table(file: Path) -> Iterator[tuple[IO[str], IO[bytes]]]:
    """Opens the text of a file, and the raw file whose position is the progress of the reading.

    Raises:
        Unreadable: a ZIP without exactly one table, or larger than allowed; or, while it is read,
            a ZIP or a gzip that is broken.
        UnicodeDecodeError: while it is read, it is not in UTF-8.
        OSError: the disk does not give it, or a bzip2 file is broken.
    """
    with file.open("rb") as raw, _reported_as_unreadable():
        name = file.name.lower()
        if name.endswith(".gz"):
            with gzip.open(raw, "rt", encoding="utf-8-sig", newline="") as text:
                yield text, raw
        elif name.endswith(".zip"):
            with _only_member(raw) as member:
                yield io.TextIOWrapper(member, encoding="utf-8-sig", newline=""), raw
        else:
            yield io.TextIOWrapper(raw, encoding="utf-8-sig", newline=""), raw


@contextmanager
def _reported_as_unreadable() -> Iterator[None]:
    """Converts the errors of broken archives, which occur while they are read, to `Unreadable`."""
    try:
        yield
    except (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, lzma.LZMAError, EOFError) as error:
        raise Unreadable(f"it cannot be read: {error}") from error


@contextmanager
def _only_member(raw: IO[bytes]) -> Iterator[IO[bytes]]:
    try:
        archive = zipfile.ZipFile(raw)
    except (zipfile.BadZipFile, *UNKNOWN_TO_US) as error:
        raise Unreadable("this is not a ZIP file") from error
    with archive:
        tables = [
            entry
            for entry in archive.infolist()
            if entry.filename.lower().endswith((".csv", ".txt"))
            and not any(word in Path(entry.filename).stem.lower() for word in DESCRIPTIONS)
        ]
        if len(tables) != 1:
            raise Unreadable("the ZIP file holds no table, or several")
        if tables[0].file_size > LARGEST_UNPACKED:
            raise Unreadable("the table in the ZIP file is too large")
        with _member(archive, tables[0]) as member:
            yield member


def _member(archive: zipfile.ZipFile, table: zipfile.ZipInfo) -> IO[bytes]:
    try:
        return archive.open(table)
    except UNKNOWN_TO_US as error:
        raise Unreadable(f"the table in the ZIP file cannot be opened: {error}") from error


def bounded_lines(text: IO[str]) -> Iterator[str]:
    """Yields the lines of a text, without NUL characters.

    Raises:
        Unreadable: a line is longer than any row.
    """
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE and not line.endswith("\n"):
            raise Unreadable(f"line {number} is longer than any row")
        yield line.replace("\0", "")


def column_name(title: str) -> str:
    """Returns the plain name of a column, which is the key of rows.

    >>> column_name("Position géographique")
    'position_geographique'
    """
    return "_".join(plain_words(title.replace("_", " ")))


def read_rows(
    lines: Iterable[str], *, required: Sequence[str], synonyms: Mapping[str, str] | None = None
) -> Iterator[Row]:
    """Yields the rows of a table; `synonyms` maps alternative names of columns.

    Raises:
        Unreadable: no header, one that lacks a column, or quotes that never end.
    """
    texts = iter(lines)
    header = next(texts, "").lstrip("\ufeff")
    delimiter = max(";,\t", key=header.count)
    renamed = synonyms or {}
    titles = [column_name(name) for name in _cells(header, delimiter)]
    names = [renamed.get(name, name) for name in titles]
    missing = [name for name in required if name not in names]
    if missing or len(names) > MAX_COLUMNS:
        raise Unreadable(f"the header lacks: {', '.join(missing) or 'nothing, it is too long'}")
    reader = csv.reader(texts, delimiter=delimiter)
    while True:
        line = reader.line_num + 2
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise Unreadable(f"line {line} is no row of a table: {error}") from error
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield Row(line, {name: cell.strip() for name, cell in zip(names, cells, strict=False)})


def _cells(header: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([header], delimiter=delimiter), [])
    except csv.Error as error:
        raise Unreadable(f"the first line is no header: {error}") from error
