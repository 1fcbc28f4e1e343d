"""Detection of sequential scans of large tables by pages (`auto_explain`)."""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from bench.harness.client import Crew, statuses
from bench.harness.instance import Instance

REFUSED = 400
LARGE = 10_000
"""Rows from which a table is not read whole to show a page."""
READ_WHOLE = {
    "count(*) FILTER (WHERE has_visited)": "a table in the order of what campaigns brought",
    "FROM welcome_suitabilityrow": "a ranking adds the marks of every commune, and shows the best",
    'SELECT "territory_commune"."code" AS "code", "territory_commune"."name" AS "name" FROM '
    '"territory_commune" ORDER BY': "a file of every figure names every commune",
}
"""Intended sequential scans, by a part of their statement, with the reason."""
VALUE = re.compile(r"'[^']*'")
SETTINGS = {
    "session_preload_libraries": "auto_explain",
    "auto_explain.log_min_duration": "0",
    "auto_explain.log_analyze": "on",
    "auto_explain.log_timing": "off",
    "auto_explain.log_nested_statements": "on",
    "auto_explain.log_format": "json",
    "auto_explain.log_level": "log",
}
A_PLAN = re.compile(r"plan:\n(\t?\{\n.*?\n\t?\})$", re.MULTILINE | re.DOTALL)
SIZES = """
    SELECT relname, reltuples::bigint FROM pg_class
    WHERE relkind IN ('r', 'p', 'm') AND reltuples >= %s
"""


@dataclass(frozen=True)
class WholeRead:
    """A table that a statement reads from one end to the other."""

    table: str
    rows: int
    statement: str

    def __str__(self) -> str:
        # Between its first words and its conditions, a statement names many columns.
        statement = shorten(self.statement, 100, placeholder=" …") + self.statement[100:][-400:]
        return f"{self.table} ({self.rows:,} rows) is read whole by: {statement}"


def count_whole_reads(instance: Instance, requests: Iterable[bytes]) -> int:
    """Counts the large tables that these requests scan; each is reported on stderr."""
    reads = whole_reads(instance, requests)
    for whole_read in reads:
        print(whole_read, file=sys.stderr)
    return len(reads)


def whole_reads(instance: Instance, requests: Iterable[bytes]) -> list[WholeRead]:
    """Sends each request once to an instance that logs plans, and returns its sequential scans.

    They are grouped by large table, with their statements, whatever the values. Those of functions
    and triggers are included. The instance is restarted, so that no statement is planned before;
    later measures of it are slower.

    Raises:
        RuntimeError: a request was refused, or failed: its statements are not representative.
    """
    _log_plans(instance)
    start = instance.postgres_log.stat().st_size
    asyncio.run(_ask(instance.port, requests))
    with instance.postgres_log.open(encoding="utf-8", errors="replace") as log:
        log.seek(start)
        text = log.read()
    with instance.connect() as connection:
        large: dict[str, int] = dict(connection.execute(SIZES, [LARGE]).fetchall())
    reads: dict[tuple[str, str], WholeRead] = {}
    for table, statement in tables_read_whole(text):
        if table in large and not any(piece in statement for piece in READ_WHOLE):
            shape = table, VALUE.sub("?", statement)
            reads.setdefault(shape, WholeRead(table, large[table], statement))
    return list(reads.values())


def _log_plans(instance: Instance) -> None:
    with instance.connect() as connection:
        connection.autocommit = True
        for name, value in SETTINGS.items():
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'".encode())
    instance.stop()
    instance.start()


async def _ask(port: int, requests: Iterable[bytes]) -> None:
    crew = Crew(port)
    try:
        counts = statuses(await crew.ask(requests, concurrency=1))
    finally:
        crew.close()
    if any(status >= REFUSED for status in counts):
        raise RuntimeError(f"some pages were not given when their plans were asked for: {counts}.")


def tables_read_whole(log: str) -> Iterator[tuple[str, str]]:
    """Yields the table and the statement of each sequential scan in the log."""
    for match in A_PLAN.finditer(log):
        plan = json.loads(match[1].replace("\n\t", "\n"), strict=False)
        for table in _scanned(plan["Plan"]):
            yield table, " ".join(plan["Query Text"].split())


def _scanned(node: dict[str, Any]) -> Iterator[str]:
    if node["Node Type"] == "Seq Scan" and _rows_read(node) >= LARGE:
        yield node["Relation Name"]
    for below in node.get("Plans", ()):
        yield from _scanned(below)


def _rows_read(scan: dict[str, Any]) -> float:
    """Returns the rows read, filtered ones included: a LIMIT may stop a scan early."""
    returned = float(scan["Actual Rows"]) + float(scan.get("Rows Removed by Filter", 0))
    return returned * float(scan["Actual Loops"])
