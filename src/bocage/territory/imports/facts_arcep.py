"""Fibre coverage of communes, from the file `commune_techno.csv` of « Ma connexion internet »
(Arcep).

Its address is data.arcep.fr/fixe/maconnexioninternet/statistiques/last/commune/. Of its columns,
`code_insee`, `nbr` (premises), `elig_ftth` (those with fibre) and `date` (the end of a quarter) are
read; of its rows, those of `type` `all` (homes and offices together). The quarterly file of
deployments (« Cartefibre ») calls them `INSEE_COM`, `Locaux` and `ftth`, and has no date.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from bocage.territory.fact_kinds import FactKind
from bocage.territory.imports.fact_rows import (
    CENT,
    CellRefused,
    FactRow,
    Origin,
    RowRefused,
    day,
    insee_code,
    number,
)
from bocage.territory.imports.tables import Row, read_rows

REQUIRED_COLUMNS = ("code_insee", "nbr", "elig_ftth")
SYNONYMS = {"insee_com": "code_insee", "ftth": "elig_ftth", "locaux": "nbr"}
"""Column names of the quarterly file of deployments."""
ALL_PREMISES = "all"
SOURCE = "Arcep, Ma connexion internet"
ADDRESS = "https://www.data.gouv.fr/datasets/ma-connexion-internet"


def read_facts(lines: Iterable[str], origin: Origin) -> Iterator[FactRow | RowRefused]:
    """Yields the share of premises with fibre, row by row.

    Raises:
        Unreadable: the header lacks a column.
    """
    for row in read_rows(lines, required=REQUIRED_COLUMNS, synonyms=SYNONYMS):
        if row.values.get("type", ALL_PREMISES) != ALL_PREMISES:
            continue
        try:
            yield _fact(row, origin)
        except CellRefused as refusal:
            yield refusal.at(row.line)


def _fact(row: Row, origin: Origin) -> FactRow:
    cells = row.values
    premises = number("nbr", cells.get("nbr", ""))
    if not premises:
        raise CellRefused("nbr", "no premises: no share of them")
    connected = number("elig_ftth", cells.get("elig_ftth", "") or "0")
    date_cell = cells.get("date", "")
    if not date_cell and origin.dated_on is None:
        raise CellRefused("date", "no column tells the day: give --date")
    dated_on = origin.dated_on or day("date", date_cell)
    return FactRow(
        line=row.line,
        code=insee_code("code_insee", cells.get("code_insee", "")),
        kind=FactKind.FIBRE.value,
        # Operators declare more lines than there are premises, here and there.
        value=min(Decimal(100), connected / premises * 100).quantize(CENT),
        weight=premises,
        source=origin.source or SOURCE,
        address=ADDRESS,
        dated_on=dated_on,
    )
