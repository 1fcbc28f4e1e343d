"""The territories of France, from the npm package `@etalab/decoupage-administratif`.

The package joins INSEE's official geographical code, the DGCL's list of intercommunalités,
INSEE's legal populations and La Poste's postcodes (Licence Ouverte 2.0). The front-end build
turns it into one compressed document (frontend/reference-data.mjs), which this module reads:
bytes in, typed rows and row errors out.
"""

import gzip
import json
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from bocage.territory.errors import ReferenceUnreadable

FormerKind = Literal["delegated", "associated", "merged", "arrondissement"]

KINDS: Mapping[str, FormerKind] = {
    "commune-deleguee": "delegated",
    "commune-associee": "associated",
    "arrondissement-municipal": "arrondissement",
}
EPCI_KINDS = frozenset({"CC", "CA", "CU", "METRO", "MET69"})
INSEE_CODE = re.compile(r"(\d{2}|2[AB])\d{3}")
POSTCODE = re.compile(r"\d{5}")
LONGEST_NAME = 80
LONGEST_EPCI_NAME = 160
FIRST_EDITION_YEAR = 2020
"""Version 1 of the package is the edition of 2021, version 6 the edition of 2026."""


@dataclass(frozen=True, slots=True)
class DepartementRow:
    code: str
    name: str
    region: str


@dataclass(frozen=True, slots=True)
class EpciRow:
    siren: str
    name: str
    kind: str
    member_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CommuneRow:
    """A commune of today; `population` is its legal municipal population."""

    code: str
    name: str
    departement: str
    epci: str | None
    postcodes: tuple[str, ...]
    population: int | None


@dataclass(frozen=True, slots=True)
class FormerCommuneRow:
    """A name or a code of before; the name is empty where the source has only the code."""

    code: str
    name: str
    kind: FormerKind
    commune: str


@dataclass(frozen=True, slots=True)
class RowError:
    """A row that was left out, and why."""

    row: str
    reason: str


@dataclass(frozen=True)
class Reference:
    """Content of the reference document, with the rows that could not be read."""

    edition: int
    version: str
    departements: list[DepartementRow] = field(default_factory=list)
    epcis: list[EpciRow] = field(default_factory=list)
    communes: list[CommuneRow] = field(default_factory=list)
    former_communes: list[FormerCommuneRow] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)


def parse(content: bytes) -> Reference:
    """Parses the compressed document.

    Raises:
        ReferenceUnreadable: it is not the document that the build writes. One row that cannot
            be read does not stop the rest: it is listed in `errors`.
    """
    try:
        document = json.loads(gzip.decompress(content))
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise ReferenceUnreadable from error
    sections = ("departements", "epci", "communes")
    if not isinstance(document, dict) or not all(
        isinstance(document.get(name), list) for name in sections
    ):
        raise ReferenceUnreadable
    version = str(document.get("version", ""))
    if not re.fullmatch(r"\d{1,3}\.\d+\.\d+", version):
        raise ReferenceUnreadable
    reader = _Reader()
    departements = reader.read("departements", document["departements"], _departement)
    epcis = reader.read("epci", document["epci"], _epci)
    epci_of = {code: epci.siren for epci in epcis for code in epci.member_codes}
    departement_codes = {departement.code for departement in departements}
    today = [row for row in document["communes"] if _kind_of(row) == "commune-actuelle"]
    before = [row for row in document["communes"] if _kind_of(row) != "commune-actuelle"]
    communes = reader.read("communes", today, lambda row: _commune(row, epci_of, departement_codes))
    formers = reader.read("communes", before, _former)
    return Reference(
        edition=FIRST_EDITION_YEAR + int(version.split(".", maxsplit=1)[0]),
        version=version,
        departements=departements,
        epcis=epcis,
        communes=communes,
        former_communes=_with_merged(communes, formers, today, reader),
        errors=reader.errors,
    )


class _Unreadable(Exception):
    """Error of one row."""


class _Reader:
    """Parses rows one by one, and collects the errors of those it leaves out."""

    def __init__(self) -> None:
        self.errors: list[RowError] = []

    def read[Row](
        self, section: str, rows: Iterable[Any], parse_row: Callable[[dict[str, Any]], Row]
    ) -> list[Row]:
        parsed: dict[str, Row] = {}
        for index, row in enumerate(rows):
            code = row.get("code") if isinstance(row, dict) else None
            name = f"{section} {code if isinstance(code, str) else f'n° {index + 1}'}"
            try:
                if not isinstance(row, dict) or not isinstance(code, str):
                    raise _Unreadable("sans code")
                if code in parsed:
                    raise _Unreadable("code en double")
                parsed[code] = parse_row(row)
            except _Unreadable as error:
                self.errors.append(RowError(name, str(error)))
        return list(parsed.values())


def _kind_of(row: Any) -> object:
    return row.get("type") if isinstance(row, dict) else None


def _text(row: dict[str, Any], key: str, longest: int = LONGEST_NAME) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise _Unreadable(f"« {key} » manque")
    if len(value) > longest:
        raise _Unreadable(f"« {key} » est trop long")
    return value.strip().replace("'", "’")


def _matching(row: dict[str, Any], key: str, pattern: re.Pattern[str]) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise _Unreadable(f"« {key} » n’est pas un code")
    return value


def _codes(row: dict[str, Any], key: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
    values = row.get(key) or []
    if not isinstance(values, list) or not all(
        isinstance(value, str) and pattern.fullmatch(value) for value in values
    ):
        raise _Unreadable(f"« {key} » contient autre chose que des codes")
    return tuple(sorted(set(values)))


def _departement(row: dict[str, Any]) -> DepartementRow:
    return DepartementRow(
        code=_matching(row, "code", re.compile(r"\d{2,3}|2[AB]")),
        name=_text(row, "nom"),
        region=_text(row, "region"),
    )


def _epci(row: dict[str, Any]) -> EpciRow:
    if row.get("type") not in EPCI_KINDS:
        raise _Unreadable(f"nature d’intercommunalité inconnue : {row.get('type')!r:.20}")
    return EpciRow(
        siren=_matching(row, "code", re.compile(r"\d{9}")),
        name=_text(row, "nom", LONGEST_EPCI_NAME),
        kind=row["type"],
        member_codes=_codes(row, "membres", INSEE_CODE),
    )


def _commune(
    row: dict[str, Any], epci_of: Mapping[str, str], departement_codes: set[str]
) -> CommuneRow:
    code = _matching(row, "code", INSEE_CODE)
    departement = row.get("departement")
    if departement not in departement_codes:
        raise _Unreadable(f"département inconnu : {departement!r:.20}")
    population = row.get("population")
    if population is not None and (
        not isinstance(population, int)
        or isinstance(population, bool)
        or not 0 <= population < 100_000_000
    ):
        raise _Unreadable("« population » n’est pas un nombre d’habitants")
    return CommuneRow(
        code=code,
        name=_text(row, "nom"),
        departement=departement,
        epci=epci_of.get(code),
        postcodes=_codes(row, "codesPostaux", POSTCODE),
        population=population,
    )


def _former(row: dict[str, Any]) -> FormerCommuneRow:
    kind = KINDS.get(str(row.get("type")))
    if kind is None:
        raise _Unreadable(f"nature de commune inconnue : {row.get('type')!r:.20}")
    return FormerCommuneRow(
        code=_matching(row, "code", INSEE_CODE),
        name=_text(row, "nom"),
        kind=kind,
        commune=_matching(row, "commune" if kind == "arrondissement" else "chefLieu", INSEE_CODE),
    )


def _with_merged(
    communes: list[CommuneRow],
    formers: list[FormerCommuneRow],
    today: list[Any],
    reader: _Reader,
) -> list[FormerCommuneRow]:
    """Adds the codes that a commune absorbed without a delegated commune; drops the lost ones."""
    codes = {commune.code for commune in communes}
    formers_by_code = {former.code: former for former in formers}
    for row in today:
        code = row.get("code")
        old_codes = row.get("anciensCodes") or []
        if code in codes and isinstance(old_codes, list):
            for old in old_codes:
                if (
                    isinstance(old, str)
                    and INSEE_CODE.fullmatch(old)
                    and old not in formers_by_code
                ):
                    formers_by_code[old] = FormerCommuneRow(old, "", "merged", code)
    orphans = Counter(
        former.code for former in formers_by_code.values() if former.commune not in codes
    )
    reader.errors += [RowError(f"communes {code}", "commune actuelle inconnue") for code in orphans]
    return [former for former in formers_by_code.values() if former.commune in codes]
