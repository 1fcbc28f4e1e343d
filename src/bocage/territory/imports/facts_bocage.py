"""Facts of any indicator, in Bocage's own format.

| column | |
|---|---|
| `code_commune` | INSEE code, current or former |
| `indicateur` (or `fait`) | a code of `FactKind`, or the name of any other indicator |
| `valeur` | the figure, with a point or a comma |
| `unite` | of another indicator, as displayed; may be empty |
| `date` | 2026-06-30, 30/06/2026 or 2026; else `--date` |
| `source` | name of the source; else `--source` |
| `adresse` | of a page of the source; may be empty |
| `precision` | which school, which station…; may be empty |

In any order of the columns, and with or without accents.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from bocage.territory.fact_kinds import PERCENTS, FactKind
from bocage.territory.imports.fact_rows import (
    LONGEST_DETAIL,
    LONGEST_INDICATOR,
    LONGEST_SOURCE,
    LONGEST_UNIT,
    MAXIMUM,
    CellRefused,
    FactRow,
    Origin,
    RowRefused,
    day,
    insee_code,
    number,
    web_address,
    words,
)
from bocage.territory.imports.tables import Row, read_rows

REQUIRED_COLUMNS = ("code_commune", "indicateur", "valeur")
SYNONYMS = {"fait": "indicateur", "commune": "code_commune", "code_insee": "code_commune"}


def read_facts(lines: Iterable[str], origin: Origin) -> Iterator[FactRow | RowRefused]:
    """Yields the facts of a table, row by row.

    Raises:
        Unreadable: the header lacks a column.
    """
    for row in read_rows(lines, required=REQUIRED_COLUMNS, synonyms=SYNONYMS):
        try:
            yield _fact(row, origin)
        except CellRefused as refusal:
            yield refusal.at(row.line)


def _fact(row: Row, origin: Origin) -> FactRow:
    cells = row.values
    indicator = words("indicateur", cells.get("indicateur", ""), LONGEST_INDICATOR)
    if not indicator or indicator == FactKind.OTHER:
        raise CellRefused("indicateur", "an indicator has a name")
    kind = indicator if indicator in FactKind.values else FactKind.OTHER.value
    source = words("source", cells.get("source", ""), LONGEST_SOURCE) or origin.source
    if not source:
        raise CellRefused("source", "a figure has a source")
    dated = cells.get("date", "")
    if not dated and origin.dated_on is None:
        raise CellRefused("date", "a figure has a date")
    return FactRow(
        line=row.line,
        code=insee_code("code_commune", cells.get("code_commune", "")),
        kind=kind,
        indicator=indicator if kind == FactKind.OTHER else "",
        unit=words("unite", cells.get("unite", ""), LONGEST_UNIT) if kind == FactKind.OTHER else "",
        value=number(
            "valeur", cells.get("valeur", ""), maximum=Decimal(100) if kind in PERCENTS else MAXIMUM
        ),
        detail=words("precision", cells.get("precision", ""), LONGEST_DETAIL),
        source=source,
        address=web_address("adresse", cells.get("adresse", "")),
        dated_on=day("date", dated) if dated or origin.dated_on is None else origin.dated_on,
    )
