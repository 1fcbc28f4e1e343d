"""A table (CSV) of assets: its columns by the names that people give them, its rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bocage.foundation.table_text import NoText, UnknownEncoding, delimiter_of, text_of
from bocage.territory.imports.tables import column_name

MOST_OCTETS = 1024 * 1024
MOST_ROWS = 300
MOST_COLUMNS = 60
MOST_CELL = 1_000

COLUMNS = (
    *("titre", "phrase", "theme", "chiffre", "unite", "en_direct", "source", "adresse"),
    *("date", "mois", "lieu", "titre_anglais", "phrase_anglaise", "unite_anglaise"),
)
"""The columns of the table that is documented, and of the one that is downloaded."""

NEEDED = ("titre", "phrase", "theme")

_ALIASES = {
    "titre": ("title", "atout", "argument"),
    "phrase": ("sentence", "description", "texte"),
    "theme": ("sujet", "topic"),
    "chiffre": ("figure", "valeur", "value"),
    "unite": ("ce_qu_il_compte", "unit"),
    "en_direct": ("chiffre_en_direct", "indicateur", "indicator", "live_indicator"),
    "source": ("source_name", "origine"),
    "adresse": ("adresse_de_la_source", "url", "source_url", "lien"),
    "date": ("date_du_chiffre", "dated_on", "au"),
    "mois": ("combien_de_mois_il_vaut", "duree", "validite", "shelf_life_months", "duree_mois"),
    "lieu": ("endroit", "place", "commune", "territoire"),
    "titre_anglais": ("titre_en_anglais", "title_en"),
    "phrase_anglaise": ("phrase_en_anglais", "sentence_en"),
    "unite_anglaise": ("unite_en_anglais", "unit_en", "ce_qu_il_compte_en_anglais"),
}
_NAMES = {alias: name for name, aliases in _ALIASES.items() for alias in (name, *aliases)}


class AssetTableUnreadable(Exception):
    """The table is not read at all: `code` says why, `detail` where."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


@dataclass(frozen=True, slots=True)
class AssetRow:
    """A row by the names of `COLUMNS`, and the line on which it begins. `problem` says why its
    cells are not to be believed: "too_many_cells" or "cell_too_long"."""

    line: int
    cells: dict[str, str]
    problem: str = ""


def read_asset_rows(content: bytes) -> list[AssetRow]:
    """The rows under the header, without those that are empty.

    Raises:
        AssetTableUnreadable: too heavy, no text, empty, too long, quotes that never end, a column
            missing or there twice.
    """
    text = _text(content)
    records = _records(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text)))
    names = _columns(next(records, (1, []))[1])
    rows: list[AssetRow] = []
    for line, cells in records:
        if any(cell.strip() for cell in cells):
            if len(rows) == MOST_ROWS:
                raise AssetTableUnreadable("too_many_rows", str(MOST_ROWS))
            rows.append(_row(line, cells, names))
    if not rows:
        raise AssetTableUnreadable("empty")
    return rows


def _text(content: bytes) -> str:
    if len(content) > MOST_OCTETS:
        raise AssetTableUnreadable("too_large")
    try:
        text = text_of(content)
    except UnknownEncoding as error:
        raise AssetTableUnreadable("encoding_unknown") from error
    except NoText as error:
        raise AssetTableUnreadable("not_a_table") from error
    if "\0" in text:
        raise AssetTableUnreadable("not_a_table")
    return text


def _columns(header: list[str]) -> list[str]:
    """Our name of each column, empty for those that say nothing to us."""
    if not any(cell.strip() for cell in header):
        raise AssetTableUnreadable("empty")
    if len(header) > MOST_COLUMNS:
        raise AssetTableUnreadable("too_many_columns", str(len(header)))
    names = [_NAMES.get(column_name(cell[:120]), "") for cell in header]
    if missing := [name for name in NEEDED if name not in names]:
        raise AssetTableUnreadable("columns_missing", ", ".join(missing))
    if twice := sorted({name for name in names if name and names.count(name) > 1}):
        raise AssetTableUnreadable("columns_twice", ", ".join(twice))
    return names


def _records(reader: Any) -> Iterator[tuple[int, list[str]]]:
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise AssetTableUnreadable("not_a_table", str(line)) from error
        yield line, cells


def _row(line: int, cells: list[str], names: list[str]) -> AssetRow:
    said = {name: _plain(cell) for name, cell in zip(names, cells, strict=False) if name}
    if any(cell.strip() for cell in cells[len(names) :]):
        return AssetRow(line, _shortened(said), "too_many_cells")
    if any(len(cell) > MOST_CELL for cell in said.values()):
        return AssetRow(line, _shortened(said), "cell_too_long")
    return AssetRow(line, said)


def _shortened(said: dict[str, str]) -> dict[str, str]:
    return {name: cell[:80] for name, cell in said.items()}


def _plain(cell: str) -> str:
    """The text without the apostrophe that our own tables put before what begins a formula."""
    text = cell.strip()
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in "=+-@" else text
