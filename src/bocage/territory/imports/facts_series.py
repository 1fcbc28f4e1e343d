"""Yearly series of communes: inhabitants and pupils.

| column | content |
|---|---|
| `code_commune` | the INSEE code, current or former |
| `série` | `population`, or `pupils` (« élèves ») |
| `année` | of the census, or of the autumn when school begins |
| `valeur` | the number |
| `source` | name of the source; else `--source` |
| `adresse` | of a page of the source; may be empty |

In any order of the columns, and with or without accents.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from bocage.territory.fact_kinds import FIRST_YEAR, LAST_YEAR, SeriesKind
from bocage.territory.imports.fact_rows import (
    LONGEST_SOURCE,
    CellRefused,
    Origin,
    RowRefused,
    YearRow,
    insee_code,
    web_address,
    whole_number,
    words,
)
from bocage.territory.imports.tables import Row, read_rows
from bocage.territory.spelling import plain_words

REQUIRED_COLUMNS = ("code_commune", "serie", "annee", "valeur")
SYNONYMS = {
    "commune": "code_commune",
    "code_insee": "code_commune",
    "indicateur": "serie",
    "rentree": "annee",
}
NAMES = {
    "population": SeriesKind.POPULATION,
    "habitants": SeriesKind.POPULATION,
    "pupils": SeriesKind.PUPILS,
    "eleves": SeriesKind.PUPILS,
}
MAX_PEOPLE = Decimal(9_999_999)
_YEAR = re.compile(r"^\d{4}$", re.ASCII)


def read_series(lines: Iterable[str], origin: Origin) -> Iterator[YearRow | RowRefused]:
    """Yields the points of the series of a table, row by row.

    Raises:
        Unreadable: the header lacks a column.
    """
    for row in read_rows(lines, required=REQUIRED_COLUMNS, synonyms=SYNONYMS):
        try:
            yield _year(row, origin)
        except CellRefused as refusal:
            yield refusal.at(row.line)


def _year(row: Row, origin: Origin) -> YearRow:
    cells = row.values
    source = words("source", cells.get("source", ""), LONGEST_SOURCE) or origin.source
    if not source:
        raise CellRefused("source", "a figure has a source")
    return YearRow(
        line=row.line,
        code=insee_code("code_commune", cells.get("code_commune", "")),
        kind=_kind(cells.get("serie", "")),
        year=_parse_year(cells.get("annee", "")),
        value=whole_number("valeur", cells.get("valeur", ""), maximum=MAX_PEOPLE),
        source=source,
        address=web_address("adresse", cells.get("adresse", "")),
    )


def _kind(cell: str) -> str:
    kind = NAMES.get(" ".join(plain_words(cell)))
    if kind is None:
        raise CellRefused("serie", f"neither population nor pupils: {cell[:20]!r}")
    return kind.value


def _parse_year(cell: str) -> int:
    if not _YEAR.match(cell) or not FIRST_YEAR <= int(cell) <= LAST_YEAR:
        raise CellRefused("annee", f"not a year (YYYY): {cell[:20]!r}")
    return int(cell)
