"""Facts about communes from a table: `code_commune,fait,valeur,precision,source,date`.

CSV in UTF-8 with a header, commas or semicolons; the value with a point or a comma. `fait` is one
of the codes of `CommuneFact.Kind`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from bocage.territory.models import CommuneFact

NEEDED = ("code_commune", "fait", "valeur", "source", "date")
MOST = Decimal(99_999_999)


class Unreadable(Exception):
    """The file is not one of this format: its message says why."""


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact, as a row states it."""

    line: int
    code: str
    kind: str
    value: Decimal
    detail: str
    source: str
    dated_on: date


@dataclass(frozen=True, slots=True)
class FactRefused:
    """A row that is no fact, and why."""

    line: int
    reason: str


def read_facts(lines: Iterable[str]) -> Iterator[FactRow | FactRefused]:
    """The facts of a table, row by row.

    Raises:
        Unreadable: the header lacks a column.
    """
    texts = iter(lines)
    header = next(texts, "").lstrip("\ufeff")
    delimiter = ";" if header.count(";") > header.count(",") else ","
    names = [name.strip().lower() for name in next(csv.reader([header], delimiter=delimiter), [])]
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise Unreadable(f"the header lacks: {', '.join(missing)}")
    rows = csv.DictReader(texts, fieldnames=names, delimiter=delimiter)
    for line, row in enumerate(rows, start=2):
        yield _read(line, {name: (row.get(name) or "").strip() for name in (*NEEDED, "precision")})


def _read(line: int, row: dict[str, str]) -> FactRow | FactRefused:
    if row["fait"] not in CommuneFact.Kind.values:
        return FactRefused(line, f"unknown fact: {row['fait'][:40]!r}")
    try:
        value = Decimal(row["valeur"].replace(",", ".").replace("\u202f", "").replace(" ", ""))
        dated_on = date.fromisoformat(row["date"])
    except (InvalidOperation, ValueError):
        return FactRefused(line, "the value or the date (YYYY-MM-DD) cannot be read")
    most = Decimal(100) if row["fait"] == CommuneFact.Kind.FIBRE else MOST
    if not value.is_finite() or not 0 <= value <= most:
        return FactRefused(line, "the value is out of bounds")
    if not row["source"]:
        return FactRefused(line, "a figure has a source")
    return FactRow(
        line,
        row["code_commune"].upper().zfill(5),
        row["fait"],
        value.quantize(Decimal("0.01")),
        row["precision"][:120],
        row["source"][:160],
        dated_on,
    )
