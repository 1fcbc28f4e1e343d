"""Detection of sequential scans of large tables by pages, and of statements that need statistics
(`auto_explain`), in an instance without statistics and with them.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from statistics import mean
from textwrap import shorten
from typing import Any

from bench.harness.client import Crew, statuses
from bench.harness.instance import Instance
from bench.harness.query_plans.fresh import needs_statistics

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
MOMENT = re.compile(r"'\d{4}-\d\d-\d\d[ T][^']*'")
SETTINGS = {
    "session_preload_libraries": "auto_explain",
    "auto_explain.log_min_duration": "0",
    "auto_explain.log_analyze": "on",
    "auto_explain.log_timing": "off",
    "auto_explain.log_nested_statements": "on",
    "auto_explain.log_format": "json",
    "auto_explain.log_level": "log",
}
A_PLAN = re.compile(
    r"duration: ([0-9.]+) ms  plan:\n(\t?\{\n.*?\n\t?\})$", re.MULTILINE | re.DOTALL
)
READING = b"GET "
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


@dataclass(frozen=True)
class SlowerStatement:
    """A statement that takes much longer before PostgreSQL has gathered statistics."""

    fresh_ms: float
    steady_ms: float
    """Milliseconds on average."""
    statement: str

    def __str__(self) -> str:
        return (
            f"{self.fresh_ms:.1f} ms without statistics, {self.steady_ms:.1f} with them:"
            f" {self.statement}"
        )


@dataclass(frozen=True)
class Plan:
    """How a statement was executed."""

    milliseconds: float
    statement: str
    tables: tuple[str, ...]
    """Tables of which it read many rows sequentially."""

    @property
    def shape(self) -> str:
        """The statement, whatever the values."""
        return VALUE.sub("?", self.statement)

    @property
    def text(self) -> str:
        """The statement with its values, but for the current time."""
        return MOMENT.sub("?", self.statement)


def count_defects(
    instance: Instance, requests: Iterable[bytes], name: str = "whole_reads"
) -> dict[str, int]:
    """Counts what these requests do wrong, and reports each on stderr: large tables that are
    scanned, without statistics (`NAME_fresh`) and with them (`NAME`), and statements that
    need statistics (`slower_fresh`).

    Each state has its own start, so that no statement is planned before and no process has cached
    its results; later measures of the instance are slower. What only reads is requested twice,
    anything else once, in the steady state.

    Raises:
        RuntimeError: a request was refused, or failed: its statements are not representative.
    """
    all_requests = list(requests)
    large = _large_tables(instance)
    reading = [each for each in all_requests if each.startswith(READING)]
    fresh = _plans(instance, [*reading, *reading], is_fresh=True)
    steady = _plans(instance, [*all_requests, *reading], is_fresh=False)
    defects: dict[str, list[WholeRead] | list[SlowerStatement]] = {
        name: whole_reads(steady, large),
        f"{name}_fresh": whole_reads(fresh, large),
        name.replace("whole_reads", "slower_fresh"): slower_statements(fresh, steady),
    }
    for kind, plans in defects.items():
        for defect in plans:
            print(f"{kind}: {defect}", file=sys.stderr)
    return {kind: len(plans) for kind, plans in defects.items()}


def whole_reads(plans: Iterable[Plan], large: Mapping[str, int]) -> list[WholeRead]:
    """Returns the scans of large tables, with their statements, whatever the values.

    Those of functions and triggers are included.
    """
    reads: dict[tuple[str, str], WholeRead] = {}
    for plan in plans:
        for table in plan.tables:
            if table in large and not any(piece in plan.statement for piece in READ_WHOLE):
                reads.setdefault(
                    (table, plan.shape), WholeRead(table, large[table], plan.statement)
                )
    return list(reads.values())


def slower_statements(fresh: Iterable[Plan], steady: Iterable[Plan]) -> list[SlowerStatement]:
    """Returns the statements that need statistics, the slowest without them first."""
    fresh_ms, steady_ms = _mean_ms(fresh), _mean_ms(steady)
    slower = [
        SlowerStatement(milliseconds, steady_ms[shape], shape)
        for shape, milliseconds in fresh_ms.items()
        if shape in steady_ms and needs_statistics(milliseconds, steady_ms[shape])
    ]
    return sorted(slower, key=lambda each: each.fresh_ms, reverse=True)


def _mean_ms(plans: Iterable[Plan]) -> dict[str, float]:
    """Returns the duration of each statement whatever its values: the mean of those with the same
    ones, each the shortest of its executions, since the first one reads from the disk.
    """
    times = defaultdict[str, dict[str, float]](dict)
    for plan in plans:
        shortest = times[plan.shape].get(plan.text, plan.milliseconds)
        times[plan.shape][plan.text] = min(shortest, plan.milliseconds)
    return {shape: mean(milliseconds.values()) for shape, milliseconds in times.items()}


def _large_tables(instance: Instance) -> dict[str, int]:
    with instance.connect() as connection:
        large: dict[str, int] = dict(connection.execute(SIZES, [LARGE]).fetchall())
    return large


def _plans(instance: Instance, requests: Iterable[bytes], *, is_fresh: bool) -> list[Plan]:
    """Sends requests to an instance that has just started, and logs plans."""
    _log_plans(instance)
    start = instance.postgres_log.stat().st_size
    with instance.without_statistics() if is_fresh else nullcontext():
        asyncio.run(_ask(instance.port, requests))
    with instance.postgres_log.open(encoding="utf-8", errors="replace") as log:
        log.seek(start)
        return list(plans_of(log.read()))


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


def plans_of(log: str) -> Iterator[Plan]:
    """Yields each plan of the log."""
    for match in A_PLAN.finditer(log):
        plan = json.loads(match[2].replace("\n\t", "\n"), strict=False)
        statement = " ".join(plan["Query Text"].split())
        yield Plan(float(match[1]), statement, tuple(_scanned(plan["Plan"])))


def _scanned(node: dict[str, Any]) -> Iterator[str]:
    if node["Node Type"] == "Seq Scan" and _rows_read(node) >= LARGE:
        yield node["Relation Name"]
    for below in node.get("Plans", ()):
        yield from _scanned(below)


def _rows_read(scan: dict[str, Any]) -> float:
    """Returns the rows read, filtered ones included: a LIMIT may stop a scan early."""
    returned = float(scan["Actual Rows"]) + float(scan.get("Rows Removed by Filter", 0))
    return returned * float(scan["Actual Loops"])
