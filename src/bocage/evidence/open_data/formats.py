"""The files of the open data, each made as it is sent: none is ever whole in memory."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import translation

from bocage.evidence.open_data.rows import COLUMNS, NUMBERS, DataRow
from bocage.evidence.registry import Indicator
from bocage.foundation.files.spreadsheets import csv_lines

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}


def as_csv(rows: Iterable[DataRow]) -> Iterator[str]:
    """Yields a table for spreadsheets in lines, with semicolons, decimal points and ISO 8601
    dates."""
    return csv_lines(COLUMNS, ((*row[:-1], "true" if row.is_secret else "false") for row in rows))


def as_json(indicator: Indicator, rows: Iterable[DataRow]) -> Iterator[str]:
    """Yields a JSON object in pieces: the definition of an indicator, then its `figures`."""
    yield json.dumps(_definition(indicator), ensure_ascii=False)[:-1] + ', "figures": ['
    for number, row in enumerate(rows):
        yield ("," if number else "") + "\n" + json.dumps(_plain(row), ensure_ascii=False)
    yield "\n]}\n"


def _definition(indicator: Indicator) -> dict[str, str]:
    words = ("label", "definition", "method", "source")
    head = {"indicator": indicator.name, **{word: str(getattr(indicator, word)) for word in words}}
    with translation.override("en"):
        head |= {f"{word}_en": str(getattr(indicator, word)) for word in words}
    return head | {"unit": indicator.unit, "kind": indicator.kind, "aggregate": indicator.aggregate}


def _plain(row: DataRow) -> dict[str, Any]:
    values = row._asdict()
    numbers = {name: None if values[name] is None else float(values[name]) for name in NUMBERS}
    return values | numbers | {"starts_on": row.starts_on.isoformat()}
