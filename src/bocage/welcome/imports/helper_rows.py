"""A table (CSV) of people who help: its columns by the names that people give them, its rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bocage.foundation.table_text import NoText, UnknownEncoding, delimiter_of, text_of
from bocage.territory.imports.tables import column_name

MOST_OCTETS = 1024 * 1024
MOST_ROWS = 500
MOST_COLUMNS = 60
MOST_CELL = 4_000

COLUMNS = (
    *("nom", "qui", "peut", "commune", "code_postal", "courriel", "telephone", "accord"),
    *("mots_cles", "langues", "rayon", "mesure", "ecrire_en"),
)
"""The columns of the table that is documented, and of the one that is downloaded."""

NEEDED = ("nom", "qui", "peut", "commune", "courriel", "accord")

_ALIASES = {
    "nom": ("name", "nom_et_prenom", "prenom_nom", "nom_prenom", "personne"),
    "qui": ("qui_est_ce", "role", "titre", "type", "categorie", "kind"),
    "peut": ("ce_que_cette_personne_peut_faire", "aide", "peut_faire", "can_do", "description"),
    "commune": ("ville", "code_commune", "code_insee", "town"),
    "code_postal": ("cp", "postcode"),
    "courriel": ("email", "e_mail", "mail", "adresse_electronique", "adresse_mail"),
    "telephone": ("tel", "portable", "mobile", "phone"),
    "accord": ("date_d_accord", "date_accord", "d_accord_depuis", "accord_le", "consented_on"),
    "mots_cles": ("metier_pays_mots_cles", "metier", "tags"),
    "langues": ("langues_parlees", "languages"),
    "rayon": ("km", "jusqu_a_combien_de_kilometres", "rayon_km"),
    "mesure": ("demandes_par_mois", "demandes_par_mois_au_plus", "par_mois"),
    "ecrire_en": ("nous_lui_ecrivons_en", "langue", "langue_de_contact", "language"),
}

_NAMES = {alias: name for name, aliases in _ALIASES.items() for alias in (name, *aliases)}


class TableUnreadable(Exception):
    """The table is not read at all: `code` says why, `detail` where."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


@dataclass(frozen=True, slots=True)
class HelperRow:
    """A row by the names of `COLUMNS`, and the line on which it begins.

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


def read_helper_rows(text: str) -> list[HelperRow]:
    """The rows under the header, without those that are empty.

    Raises:
        TableUnreadable: empty, too long, quotes that never end, a column missing or there twice.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    names = _columns(next(_records(reader), (1, []))[1])
    rows: list[HelperRow] = []
    for line, cells in _records(reader):
        if any(cell.strip() for cell in cells):
            if len(rows) == MOST_ROWS:
                raise TableUnreadable("too_many_rows", str(MOST_ROWS))
            rows.append(_row(line, cells, names))
    if not rows:
        raise TableUnreadable("empty")
    return rows


def _columns(header: list[str]) -> list[str]:
    """Our name of each column, empty for those that say nothing to us."""
    if not any(cell.strip() for cell in header):
        raise TableUnreadable("empty")
    if len(header) > MOST_COLUMNS:
        raise TableUnreadable("too_many_columns", str(len(header)))
    names = [_NAMES.get(column_name(cell[:120]), "") for cell in header]
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise TableUnreadable("columns_missing", ", ".join(missing))
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise TableUnreadable("columns_twice", ", ".join(twice))
    return names


def _records(reader: Any) -> Iterator[tuple[int, list[str]]]:
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise TableUnreadable("not_a_table", str(line)) from error
        yield line, cells


def _row(line: int, cells: list[str], names: list[str]) -> HelperRow:
    said = {name: _plain(cell) for name, cell in zip(names, cells, strict=False) if name}
    if any(cell.strip() for cell in cells[len(names) :]):
        return HelperRow(line, _shortened(said), "too_many_cells")
    if any(len(cell) > MOST_CELL for cell in said.values()):
        return HelperRow(line, _shortened(said), "cell_too_long")
    return HelperRow(line, said)


def _shortened(said: dict[str, str]) -> dict[str, str]:
    return {name: cell[:80] for name, cell in said.items()}


def _plain(cell: str) -> str:
    """The text without the apostrophe that our own tables put before what begins a formula."""
    text = cell.strip()
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in "=+-@" else text
