"""The versions that the tables of history hold, each with the digest of its canonical form."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from hashlib import sha256
from typing import Any

import pghistory.models
from django.apps import apps
from django.db import connection, models
from psycopg import sql

from bocage.foundation.models import HistoryAmendment, HistorySeal

CONTEXT = pghistory.models.Context._meta.db_table
LOCK = "foundation.history"
PRINT_BYTES = 8
READ_AT_ONCE = 2000

DAY = "(one.pgh_created_at AT TIME ZONE 'UTC')::date"
CANONICAL = """
sha256(convert_to((
    SELECT jsonb_object_agg(key, value) FROM jsonb_each(to_jsonb(one)) WHERE key = ANY ({columns})
)::text || coalesce(context.metadata::text, ''), 'UTF8'))
"""
"""A version as JSON with its keys in order, moments in UTC, and who made it and from where."""
SELECT = """
SELECT {day}, one.pgh_id, {canonical} FROM {table} AS one
LEFT JOIN {context} AS context ON context.id = one.pgh_context_id
WHERE {condition} ORDER BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Version:
    """One row of a table of history."""

    day: date
    key: int
    digest: bytes

    @property
    def print(self) -> bytes:
        return self.digest[:PRINT_BYTES]


@cache
def models_of_history() -> tuple[type[models.Model], ...]:
    """Every model whose rows are versions, in the order of their tables."""
    found = {
        model._meta.db_table: model
        for model in apps.get_models()
        if issubclass(model, pghistory.models.Event)
        and model._meta.managed
        and not model._meta.proxy
    }
    return tuple(found[table] for table in sorted(found))


def columns_of(model: type[models.Model]) -> list[str]:
    return sorted(str(field.column) for field in model._meta.concrete_fields)


def versions_between(
    model: type[models.Model], columns: Sequence[str], first: date | None, end: date
) -> Iterator[Version]:
    """Those of the days from `first` (or the beginning) until the eve of `end`, in their order."""
    condition = sql.SQL("one.pgh_created_at < {end}::timestamp AT TIME ZONE 'UTC'").format(
        end=sql.Literal(end)
    )
    if first is not None:
        condition += sql.SQL(
            " AND one.pgh_created_at >= {first}::timestamp AT TIME ZONE 'UTC'"
        ).format(first=sql.Literal(first))
    return _read(model, columns, condition)


def versions_of(
    model: type[models.Model], columns: Sequence[str], keys: Sequence[int]
) -> Iterator[Version]:
    """Those with these keys that are there."""
    condition = sql.SQL("one.pgh_id = ANY ({keys})").format(keys=sql.Literal(list(keys)))
    return _read(model, columns, condition)


def digest_of(versions: Sequence[Version]) -> str:
    """The one digest of the versions of a table on a day."""
    return sha256(b"".join(version.digest for version in versions)).hexdigest()


def digest_of_amendments(day: date) -> str:
    """The one digest of what was amended on a day."""
    begins = datetime.combine(day, time(), UTC)
    rows = HistoryAmendment.objects.filter(
        amended_at__gte=begins, amended_at__lt=begins + timedelta(days=1)
    ).order_by("id")
    lines = [
        [one.table, one.version, bytes(one.print_after).hex(), one.why, one.amended_at.isoformat()]
        for one in rows
    ]
    return sha256(json.dumps(lines).encode()).hexdigest() if lines else ""


def link_of(day: date, seals: Iterable[HistorySeal], amendments: str, previous: str) -> str:
    """The hash of a day: its seals, what was amended on it, and the link before."""
    told = {
        "v": 1,
        "day": day.isoformat(),
        "tables": {
            one.table: [one.digest, sha256(bytes(one.prints)).hexdigest(), one.columns, one.keys]
            for one in seals
        },
        "amendments": amendments,
        "previous": previous,
    }
    line = json.dumps(told, sort_keys=True, separators=(",", ":"))
    return sha256(line.encode()).hexdigest()


def _read(
    model: type[models.Model], columns: Sequence[str], condition: sql.Composed
) -> Iterator[Version]:
    canonical = sql.SQL(CANONICAL).format(columns=sql.Literal(list(columns)))
    statement = sql.SQL(SELECT).format(
        day=sql.SQL(DAY),
        canonical=canonical,
        table=sql.Identifier(model._meta.db_table),
        context=sql.Identifier(CONTEXT),
        condition=condition,
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        rows: Any = iter(lambda: cursor.fetchmany(READ_AT_ONCE), [])
        for some in rows:
            yield from (Version(day, key, bytes(digest)) for day, key, digest in some)
