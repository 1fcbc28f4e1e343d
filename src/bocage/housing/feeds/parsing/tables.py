"""Reader of a plain table (CSV) of a notary, a landlord or a small agency, with any column names.

Delimiter and encoding are detected; the mapping of columns is suggested from their names, confirmed
once by a person, and stored with the source.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import IO

from bocage.foundation.files.table_text import (
    NoText,
    UnknownEncoding,
    delimiter_of,
    numbered_records,
    text_of,
)
from bocage.housing.feeds.parsing.listing_rows import ReadRow
from bocage.housing.feeds.parsing.refusals import FeedRefused
from bocage.housing.feeds.parsing.statements import FIELDS, SourcePhoto, Statement, rejected
from bocage.territory.spelling import normalise

MAX_OCTETS = 50 * 1024 * 1024
MAX_COLUMNS = 400
MAX_CELL = 100_000
REQUIRED_FIELDS = ("reference", "offer", "kind", "price", "town")
PHOTOS = "photos"
FOR_ALL = "="
"""Prefix of a name of a mapping that is a constant for all rows instead of a column."""
MAPPED = (*FIELDS, PHOTOS)
"""Fields to which a column may be mapped."""

ALIASES = {
    "external_id": ("identifiant", "identifiant technique", "id", "external id", "code bien"),
    "reference": ("reference", "ref", "reference du bien", "n mandat", "numero", "reference bien"),
    "agency_code": ("agence", "code agence", "agency", "agency code", "etude"),
    "status": ("etat", "statut", "status", "disponibilite"),
    "offer": ("offre", "type d annonce", "transaction", "offer", "vente ou location", "operation"),
    "kind": ("bien", "type de bien", "type", "nature", "kind", "property type", "nature du bien"),
    "postcode": ("code postal", "cp", "postcode", "zip", "code postal du bien"),
    "town": ("ville", "commune", "town", "city", "localite"),
    "district": ("quartier", "lieu dit", "secteur", "district"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "long", "lng"),
    "precision": ("precision", "precision gps"),
    "price": (
        "prix",
        "loyer",
        "prix ou loyer",
        "prix de vente",
        "price",
        "rent",
        "prix en euros",
        "montant",
    ),
    "charges_included": ("charges comprises", "loyer cc", "charges included"),
    "charges": ("charges", "charges mensuelles", "montant des charges"),
    "fees": ("honoraires", "frais d agence", "fees"),
    "net_price": ("prix hors honoraires", "prix net vendeur", "net vendeur", "net price"),
    "surface": (
        "surface",
        "surface habitable",
        "surface m2",
        "surf",
        "superficie",
        "m2",
        "living area",
    ),
    "land": ("terrain", "surface terrain", "surface du terrain", "terrain m2", "land"),
    "rooms": ("pieces", "nombre de pieces", "nb pieces", "nb de pieces", "rooms"),
    "bedrooms": ("chambres", "nombre de chambres", "nb chambres", "bedrooms"),
    "title": ("titre", "libelle", "title", "intitule"),
    "description": ("description", "descriptif", "texte", "commentaire"),
    "available_on": ("libre le", "disponible le", "date de disponibilite", "available on"),
    "furnished": ("meuble", "furnished"),
    "built_year": ("annee de construction", "construit en", "annee", "built year"),
    "heating": ("chauffage", "type de chauffage", "heating"),
    "works": ("travaux", "travaux a prevoir", "needs works"),
    "garage": ("garage", "si garage"),
    "energy_class": ("dpe", "classe energie", "etiquette energie", "energy class"),
    "energy_kwh": ("consommation energie", "kwh", "consommation", "energy kwh"),
    "emissions_class": ("ges", "classe climat", "etiquette climat", "emissions class"),
    "emissions_kg": ("emissions ges", "emissions", "emissions kg"),
    "diagnosed_on": ("date dpe", "date du dpe", "diagnosed on"),
    "virtual_tour": ("visite virtuelle", "virtual tour"),
    "contact_name": ("contact", "interlocuteur", "nom du contact", "contact name"),
    "contact_phone": ("telephone", "tel", "contact phone", "phone"),
    "contact_email": ("email", "courriel", "mail", "adresse electronique", "contact email"),
    PHOTOS: ("photos", "photo", "images", "photos adresses"),
}
"""Usual names of columns (lower case, without accents) in hand-made tables."""

_NAMES = {alias: name for name, aliases in ALIASES.items() for alias in (*aliases, name)}


def suggested_mapping(header: Iterable[str]) -> dict[str, str]:
    """Returns the field suggested for each column with a known name; each field once.

    >>> suggested_mapping(["Réf.", "Prix", "Notes"])
    {'Réf.': 'reference', 'Prix': 'price'}
    """
    mapping: dict[str, str] = {}
    for column in header:
        words = normalise(column)
        name = _NAMES.get(words) or _NAMES.get(words.replace("saint", "st"))
        if name and name not in mapping.values():
            mapping[column] = name
    return mapping


def missing_fields(mapping: Mapping[str, str]) -> list[str]:
    """Lists the fields that every listing must have and that no column of the mapping provides."""
    return [name for name in REQUIRED_FIELDS if name not in mapping.values()]


def constants_of(mapping: Mapping[str, str]) -> dict[str, str]:
    """Returns the part of a mapping that applies to every row: our field by « =vente »."""
    return {column: name for column, name in mapping.items() if column.startswith(FOR_ALL)}


def header_of(stream: IO[bytes]) -> list[str]:
    """Returns the names of the columns.

    Raises:
        FeedRefused: no text, empty, or with too many columns.
    """
    return _reading(stream)[0]


def read_listings(stream: IO[bytes], mapping: Mapping[str, str]) -> Iterator[ReadRow]:
    """Yields each row under the header, as a listing or with the reason of its rejection.

    Raises:
        FeedRefused: no text, empty, too many columns, or without a required column.
    """
    header, records = _reading(stream)
    present = {column: mapping[column] for column in header if mapping.get(column) in MAPPED}
    of_all = constants_of(mapping)
    if missing := missing_fields({**of_all, **present}):
        raise FeedRefused("columns_missing", ", ".join(missing))
    columns = {name: header.index(column) + 1 for column, name in present.items()}
    for line, cells in records:
        if any(cell.strip() for cell in cells):
            yield _read(line, cells, columns, len(header), of_all)


def read_columns(path: str, amount: int) -> tuple[list[str], list[list[str]]]:
    """Returns the names of the columns, and the first rows unchanged, as samples of the columns.

    Raises:
        FeedRefused: no text, empty, or with too many columns.
    """
    with Path(path).open("rb") as stream:
        header, records = _reading(stream)
    return header, [
        [cell.strip()[:80] for cell in (*cells, *[""] * len(header))][: len(header)]
        for _line, cells in islice(records, amount)
    ]


def _read(
    line: int,
    cells: list[str],
    columns: Mapping[str, int],
    width: int,
    of_all: Mapping[str, str],
) -> ReadRow:
    if len(cells) > width and any(cell.strip() for cell in cells[width:]):
        return rejected(line, "too_many_columns", str(len(cells)))
    texts = {name: column.removeprefix(FOR_ALL) for column, name in of_all.items()}
    texts |= {
        name: cells[column - 1] if column <= len(cells) else ""
        for name, column in columns.items()
        if name != PHOTOS
    }
    photos: list[SourcePhoto] = []
    if (column := columns.get(PHOTOS)) and column <= len(cells):
        addresses = re.split(r"[\s|]+", cells[column - 1].strip())
        photos = [SourcePhoto(address, column=column) for address in addresses if address]
    fields = {name: column for name, column in columns.items() if name != PHOTOS}
    return Statement(line, texts, fields, photos).read()


def _reading(stream: IO[bytes]) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    text = _text(stream)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    try:
        header = [" ".join(name.split())[:120] for name in next(reader)]
    except StopIteration:
        raise FeedRefused("empty") from None
    except csv.Error as error:
        raise FeedRefused("not_a_table") from error
    if len(header) > MAX_COLUMNS:
        raise FeedRefused("too_many_columns", str(len(header)))
    return header, numbered_records(reader, lambda line: FeedRefused("not_a_table", str(line)))


def _text(stream: IO[bytes]) -> str:
    content = stream.read(MAX_OCTETS + 1)
    if len(content) > MAX_OCTETS:
        raise FeedRefused("too_large", str(MAX_OCTETS))
    try:
        return text_of(content)
    except UnknownEncoding as error:
        raise FeedRefused("encoding_unknown") from error
    except NoText as error:
        raise FeedRefused("not_a_table") from error
