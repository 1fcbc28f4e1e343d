"""A table (CSV) of people, of any size: read line by line, whatever spreadsheets did to it.

Lines of UTF-8 and of Windows may stand in one file, where two lists were pasted together: each
line is read as what it is. UTF-16 says so by its mark. Nothing is kept but the row at hand.
"""

import codecs
import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO

from bocage.foundation.table_text import delimiter_of, numbered_records
from bocage.territory.imports.tables import column_name

MOST_OCTETS = 64 * 1024 * 1024
MOST_COLUMNS = 60
MOST_CELL = 1_000
LONGEST_LINE = 64 * 1024
SAMPLE = 5

FIELDS = ("email", "phone", "name", "first_name", "last_name", "origin", "trade", "language")
"""What a column may be taken for."""

_ALIASES = {
    "email": (
        *("e_mail", "mail", "courriel", "adresse_electronique", "adresse_mail", "adresse_email"),
        *("adresse_e_mail", "email_address"),
    ),
    "phone": ("telephone", "tel", "portable", "mobile", "numero_de_telephone", "phone_number"),
    "name": ("nom_complet", "nom_et_prenom", "prenom_nom", "nom_prenom", "full_name", "contact"),
    "first_name": ("prenom", "firstname"),
    "last_name": ("nom", "nom_de_famille", "lastname", "surname"),
    "origin": ("ville", "commune", "vit_a", "origine", "city", "town", "localite"),
    "trade": ("metier", "profession", "fonction", "poste", "job", "job_title"),
    "language": ("langue", "lang"),
}
_NAMES = {alias: name for name, aliases in _ALIASES.items() for alias in (name, *aliases)}


class ListUnreadable(Exception):
    """The file is read no further: `code` says why, `line` where."""

    def __init__(self, code: str, line: int = 0) -> None:
        super().__init__(code)
        self.code, self.line = code, line


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row by our fields, the line on which it begins, and what is wrong with it: a code, and the
    column that it is about."""

    line: int
    cells: dict[str, str] = field(default_factory=dict)
    problem: str = ""
    column: str = ""


def suggested_mapping(header: Iterable[str]) -> dict[str, str]:
    """Our field by the name of each column that says what it is; each field once.

    >>> suggested_mapping(["Prénom", "E-mail", "Remarques"])
    {'Prénom': 'first_name', 'E-mail': 'email'}
    """
    mapping: dict[str, str] = {}
    for column in header:
        name = _NAMES.get(column_name(column[:120]))
        if name and name not in mapping.values():
            mapping[column] = name
    return mapping


def header_of(stream: IO[bytes]) -> list[str]:
    """The names of the columns.

    Raises:
        ListUnreadable: empty, no text, or too many columns.
    """
    return _reading(stream)[0]


def sample_of(stream: IO[bytes], amount: int = SAMPLE) -> list[list[str]]:
    """The first rows as they stand, to show what each column holds."""
    header, records = _reading(stream)
    rows: list[list[str]] = []
    for _line, cells in records:
        rows.append([cell.strip()[:80] for cell in (*cells, *[""] * len(header))][: len(header)])
        if len(rows) == amount:
            break
    return rows


def read_rows(stream: IO[bytes], mapping: Mapping[str, str]) -> Iterator[ListRow]:
    """Each row under the header that holds something, or what is wrong with it.

    Raises:
        ListUnreadable: empty, no text, too many columns, or quotes that never end.
    """
    header, records = _reading(stream)
    columns = [mapping.get(name, "") for name in header]
    for line, cells in records:
        if any(cell.strip() for cell in cells):
            yield _row(line, cells, columns, header)


def _row(line: int, cells: list[str], columns: list[str], header: list[str]) -> ListRow:
    if any(cell.strip() for cell in cells[len(columns) :]):
        return ListRow(line, problem="too_many_cells", column=str(len(header) + 1))
    said: dict[str, str] = {}
    for name, title, cell in zip(columns, header, cells, strict=False):
        if name and len(cell) > MOST_CELL:
            return ListRow(line, problem="cell_too_long", column=title)
        if name:
            said[name] = _plain(cell)
    names = [said.pop("first_name", ""), said.pop("last_name", "")]
    said["name"] = said.get("name") or " ".join(filter(None, names))
    return ListRow(line, said)


def _plain(cell: str) -> str:
    """The text without the apostrophe that our own tables put before what begins a formula."""
    text = " ".join(cell.replace("\0", "").split())
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in "=+-@" else text


def _reading(stream: IO[bytes]) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    stream.seek(0)
    lines = _lines(stream)
    first = next(lines, "")
    if not first.strip():
        raise ListUnreadable("empty", 1)
    reader = csv.reader(_again(first, lines), delimiter=delimiter_of(first))
    try:
        header = [" ".join(name.split())[:120] for name in next(reader)]
    except csv.Error as error:
        raise ListUnreadable("not_a_table", 1) from error
    if len(header) > MOST_COLUMNS:
        raise ListUnreadable("too_many_columns", 1)
    return header, numbered_records(reader, lambda line: ListUnreadable("not_a_table", line))


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _lines(stream: IO[bytes]) -> Iterator[str]:
    """The lines of a file as texts, each in its own encoding."""
    begin = stream.read(4)
    stream.seek(0)
    if begin.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield from _utf16_lines(stream)
        return
    if b"\0" in begin or begin.startswith(b"PK\x03\x04"):
        raise ListUnreadable("not_a_table", 1)
    if begin.startswith(codecs.BOM_UTF8):
        stream.seek(len(codecs.BOM_UTF8))
    number = 0
    while line := stream.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            raise ListUnreadable("line_too_long", number)
        try:
            yield line.decode()
        except UnicodeDecodeError:
            yield line.decode("cp1252", "replace")


def _utf16_lines(stream: IO[bytes]) -> Iterator[str]:
    reader = codecs.getreader("utf-16")(stream)
    number = 0
    try:
        while line := reader.readline():
            number += 1
            if len(line) > LONGEST_LINE:
                raise ListUnreadable("line_too_long", number)
            yield line
    except UnicodeDecodeError as error:
        raise ListUnreadable("not_a_table", number + 1) from error
