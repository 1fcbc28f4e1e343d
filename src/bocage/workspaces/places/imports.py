"""The national census of third places of 2019 (CGET, now ANCT; Licence Ouverte 2.0).

A CSV file with a header, UTF-8 with or without a mark of order (or Windows-1252, as saved
again by a spreadsheet). INSEE code and postcode are `0` where the census did not know them.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

REQUIRED_COLUMNS = {
    *("ID", "NOM_TL", "ADRESSE", "CP", "COMINIT", "INSEECOM", "NOMCOM"),
    *("WEB", "TYPO", "LAT", "LONG", "INSEEDEP"),
}
KINDS = {
    "Tiers lieux à dominante coworking": "coworking",
    "Tiers lieux à dominante fablab": "fablab",
    "": "third_place",
}
INSEE_CODE = re.compile(r"(\d{2}|2[AB])\d{3}")
POSTCODE = re.compile(r"\d{5}")
LONGEST_FILE = 20 * 1024 * 1024
LONGEST_NAME = 120
LONGEST_ADDRESS = 200
LONGEST_WEBSITE = 300
CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f]+")


class Unreadable(Exception):
    """Error of a file that is not of this format; its message gives the reason."""


class _RowRefused(Exception):
    """Raised when a row cannot be used; its message is the reason."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """Row of a place in the census. Unknown codes are empty texts; degrees are WGS 84."""

    line: int
    external_id: str
    name: str
    kind: str
    address: str
    postcode: str
    insee_code: str
    commune_names: tuple[str, ...]
    departement: str
    website: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class RowError:
    """Reason why a row was left out; `line` is the one on which it starts in the file."""

    line: int
    reason: str


@dataclass(slots=True)
class Census:
    """Content of a census file: the usable rows, and why the others are not."""

    rows: list[PlaceRow] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)


def parse(content: bytes) -> Census:
    """Reads a file of the census. A row that cannot be used is reported, and the others pass.

    Raises:
        Unreadable: it is empty, too large, no text, or lacks a column.
    """
    if len(content) > LONGEST_FILE:
        raise Unreadable(f"the file is larger than {LONGEST_FILE // 1024 // 1024} MB")
    reader = csv.DictReader(io.StringIO(_decode(content), newline=""), strict=True)
    try:
        missing = REQUIRED_COLUMNS - set(reader.fieldnames or ())
    except csv.Error as error:
        raise Unreadable(str(error)) from error
    if missing:
        raise Unreadable(f"columns are missing: {', '.join(sorted(missing))}")
    census = Census()
    first_lines: dict[str, int] = {}
    for line, record in _records(reader, census):
        try:
            row = _row(line, record)
            if row.external_id in first_lines:
                first = first_lines[row.external_id]
                raise _RowRefused(f"the identifier {row.external_id} is that of line {first}")
        except _RowRefused as refused:
            census.errors.append(RowError(line, str(refused)))
            continue
        first_lines[row.external_id] = line
        census.rows.append(row)
    return census


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise Unreadable("the file is no text in UTF-8 or Windows-1252") from error


def _records(reader: csv.DictReader[str], census: Census) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yields each record with the line on which it starts; invalid CSV is reported and skipped."""
    while True:
        line = reader.line_num + 1
        try:
            record: dict[str, Any] = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            census.errors.append(RowError(line, f"the line is no CSV: {error}"))
            continue
        yield line, record


def _row(line: int, record: dict[str, Any]) -> PlaceRow:
    if None in record or None in record.values():
        raise _RowRefused("it has more or fewer columns than the header")
    values = {name: _clean(value) for name, value in record.items()}
    external_id, name = values["ID"], values["NOM_TL"]
    if not re.fullmatch(r"\w{1,20}", external_id):
        raise _RowRefused("it has no identifier")
    if not name:
        raise _RowRefused("it has no name")
    communes = (values["NOMCOM"], values["COMINIT"].strip(". "))
    return PlaceRow(
        line=line,
        external_id=external_id,
        name=name[:LONGEST_NAME],
        kind=KINDS.get(values["TYPO"], "third_place"),
        address=_address(values["ADRESSE"]),
        postcode=values["CP"] if POSTCODE.fullmatch(values["CP"]) else "",
        insee_code=values["INSEECOM"] if INSEE_CODE.fullmatch(values["INSEECOM"]) else "",
        commune_names=tuple(dict.fromkeys(commune for commune in communes if commune)),
        departement=values["INSEEDEP"],
        website=_website(values["WEB"]),
        latitude=_degrees(values["LAT"], 90, "latitude"),
        longitude=_degrees(values["LONG"], 180, "longitude"),
    )


def _clean(text: str) -> str:
    return CONTROL_CHARACTERS.sub(" ", text).replace("'", "’").strip()


def _address(text: str) -> str:
    """Returns the address without the dots used as separators: « .Telecentre de Boitron.La
    Clairière » becomes « Telecentre de Boitron, La Clairière ».
    """
    parts = [part.strip() for part in re.split(r"\.(?=[A-ZÉÈÀ])", text) if part.strip()]
    return ", ".join(parts)[:LONGEST_ADDRESS]


def _degrees(text: str, limit: int, field_name: str) -> float:
    try:
        degrees = float(text)
    except ValueError:
        raise _RowRefused(f"its {field_name} is not a number: {text[:20]!r}") from None
    if not -limit <= degrees <= limit:
        raise _RowRefused(f"its {field_name} is out of range: {text[:20]}")
    return degrees


def _website(text: str) -> str:
    """Returns the address with its scheme, or empty if it is not an address (« en cours »)."""
    text = text.replace("’", "'")
    if not text or " " in text or len(text) > LONGEST_WEBSITE - len("http://"):
        return ""
    address = text if text.startswith(("http://", "https://")) else f"http://{text}"
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return address if re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", host) else ""
