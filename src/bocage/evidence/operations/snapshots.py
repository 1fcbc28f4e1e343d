"""Nightly count: changed figures are stored beside the earlier versions.

The SQL is built from constant names and the query sets of indicators, never from user input.
"""
# ruff: noqa: S608

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from bocage.evidence.counting import COLUMNS, cells_statement
from bocage.evidence.errors import NightBefore, NightNotOver
from bocage.evidence.models import Night
from bocage.evidence.observing import PARIS, set_count_moment
from bocage.evidence.operations.noting import note_night
from bocage.evidence.periods import close_due_periods, first_day_looked_at
from bocage.evidence.registry import Indicator, Kind, indicators
from bocage.foundation.db.advisory_locks import take_advisory_lock

ONE_AT_A_TIME = "evidence.night"
ENOUGH_MEMORY = "SET LOCAL work_mem = '64MB'"
"""Memory for the sums and joins of a night: beyond a few megabytes they would use the disk."""
SAME_FIGURE = """
    cell.level = fresh.level AND cell.code = fresh.code
    AND cell.span = fresh.span AND cell.starts_on = fresh.starts_on
"""
SAME_VALUE = """
    (cell.numerator, cell.denominator, cell.counted)
    IS NOT DISTINCT FROM (fresh.numerator, fresh.denominator, fresh.counted)
"""
CLOSED = "(({row}.span, {row}.starts_on) IN (SELECT span, starts_on FROM evidence_closedperiod))"
"""Condition evaluated as a hashed subquery of a small list. With a join, the planner estimated that
its negation leaves no row, and compared every figure with every other.
"""

type OnIndicator = Callable[[Indicator, int, int], None]


@dataclass
class Changes:
    """Numbers of cells written by one night."""

    new: int = 0
    replaced: int = 0
    late: int = 0

    def __iadd__(self, other: Changes) -> Changes:
        self.new += other.new
        self.replaced += other.replaced
        self.late += other.late
        return self


def count_night(night: date, *, on_indicator: OnIndicator | None = None) -> Night:
    """Counts every indicator as it stands after the day `night` (in Paris time), and stores what
    changed.

    Counting the same night again replaces its first count. `on_indicator` is called after each
    indicator, with the number done and the total.

    Raises:
        NightNotOver: the day is not over, so its flows are incomplete.
        NightBefore: a later night was counted, so this one can no longer change.
    """
    started_at = timezone.now()
    if night >= started_at.astimezone(PARIS).date():
        raise NightNotOver
    all_indicators = list(indicators())
    with transaction.atomic(), connection.cursor() as cursor:
        take_advisory_lock(ONE_AT_A_TIME)
        cursor.execute(ENOUGH_MEMORY)
        set_count_moment(started_at)
        if Night.objects.filter(date__gt=night).exists():
            raise NightBefore
        first = first_day_looked_at(night)
        _forget(cursor, night)
        changes = Changes()
        record = Night(date=night, started_at=started_at, finished_at=started_at)
        record.indicators, record.cells_new, record.cells_replaced = len(all_indicators), 0, 0
        record.late_facts_reported = 0
        record.save()
        for number, indicator in enumerate(all_indicators, 1):
            changes += _count(cursor, indicator, night, first)
            if on_indicator:
                on_indicator(indicator, number, len(all_indicators))
        note_night(night)
        close_due_periods(night)
        record.cells_new, record.cells_replaced = changes.new, changes.replaced
        record.late_facts_reported, record.finished_at = changes.late, timezone.now()
        record.save()
    return record


def last_night_over() -> date:
    """Returns the last day that is over in Paris time."""
    return timezone.now().astimezone(PARIS).date() - timedelta(days=1)


def _forget(cursor: Any, night: date) -> None:
    """Deletes what a first count of this night wrote, in periods that are still open."""
    cursor.execute("DELETE FROM evidence_latefact WHERE night_id = %s", [night])
    cursor.execute(
        f"DELETE FROM evidence_indicatorcell cell WHERE known_from = %s"
        f" AND NOT {CLOSED.format(row='cell')}",
        [night],
    )
    cursor.execute(
        f"UPDATE evidence_indicatorcell cell SET known_until = NULL WHERE known_until = %s"
        f" AND NOT {CLOSED.format(row='cell')}",
        [night],
    )
    cursor.execute("DELETE FROM evidence_hiddenfigure WHERE known_from = %s", [night])
    cursor.execute(
        "UPDATE evidence_hiddenfigure SET known_until = NULL WHERE known_until = %s", [night]
    )


def _count(cursor: Any, indicator: Indicator, night: date, first: date) -> Changes:
    make_fresh(cursor, indicator, night, first)
    looked_at, days = _counted_cells(indicator, night, first)
    replaced = _run(
        cursor,
        f"""
        UPDATE evidence_indicatorcell cell SET known_until = %s
        WHERE cell.indicator = %s AND cell.known_until IS NULL AND {looked_at}
          AND NOT {CLOSED.format(row="cell")}
          AND NOT EXISTS (SELECT FROM evidence_fresh fresh WHERE {SAME_FIGURE} AND {SAME_VALUE})
        """,
        [night, indicator.name, *days],
    )
    new = _run(
        cursor,
        f"""
        INSERT INTO evidence_indicatorcell
            (indicator, level, code, span, starts_on, numerator, denominator, counted, known_from)
        SELECT %s, {COLUMNS}, %s FROM evidence_fresh fresh
        WHERE NOT {CLOSED.format(row="fresh")}
          AND NOT EXISTS (
            SELECT FROM evidence_indicatorcell cell
            WHERE cell.indicator = %s AND cell.known_until IS NULL AND {SAME_FIGURE})
        """,
        [indicator.name, night, indicator.name],
    )
    late = _record_late_facts(cursor, indicator, night, first) if indicator.kind is Kind.FLOW else 0
    return Changes(new=new, replaced=replaced, late=late)


def make_fresh(cursor: Any, indicator: Indicator, night: date, first: date) -> None:
    """Counts an indicator into the temporary table `evidence_fresh`."""
    cursor.execute("DROP TABLE IF EXISTS evidence_fresh")
    statement, parameters = cells_statement(
        indicator, first, night + timedelta(days=1), today=night
    )
    cursor.execute(
        f"CREATE TEMPORARY TABLE evidence_fresh ON COMMIT DROP AS {statement}", parameters
    )
    cursor.execute("ANALYZE evidence_fresh")


def _counted_cells(indicator: Indicator, night: date, first: date) -> tuple[str, Sequence[Any]]:
    """Returns the cells that a night counts: of a stock, those of its month and year alone."""
    if indicator.kind is Kind.FLOW:
        return "cell.starts_on >= %s", [first]
    periods = "(('month', date_trunc('month', %s::date)), ('year', date_trunc('year', %s::date)))"
    return f"(cell.span, cell.starts_on) IN {periods}", [night, night]


def _record_late_facts(cursor: Any, indicator: Indicator, night: date, first: date) -> int:
    """Records the current values of closed periods, where they differ from those last recorded."""
    return _run(
        cursor,
        f"""
        WITH cell AS (
            SELECT {COLUMNS} FROM evidence_indicatorcell row
            WHERE row.indicator = %(indicator)s AND row.known_until IS NULL
              AND row.starts_on >= %(first)s AND {CLOSED.format(row="row")}
        ), fresh AS (
            SELECT {COLUMNS} FROM evidence_fresh row WHERE {CLOSED.format(row="row")}
        ), present AS (
            SELECT coalesce(fresh.level, cell.level) AS level,
                   coalesce(fresh.code, cell.code) AS code,
                   coalesce(fresh.span, cell.span) AS span,
                   coalesce(fresh.starts_on, cell.starts_on) AS starts_on,
                   fresh.numerator, fresh.denominator, coalesce(fresh.counted, 0) AS counted,
                   cell.numerator AS stored_numerator, cell.denominator AS stored_denominator,
                   coalesce(cell.counted, 0) AS stored_counted
            FROM fresh FULL JOIN cell ON {SAME_FIGURE}
        )
        INSERT INTO evidence_latefact
            (night_id, indicator, level, code, span, starts_on, numerator, denominator, counted)
        SELECT %(night)s, %(indicator)s, present.level, present.code, present.span,
               present.starts_on, present.numerator, present.denominator, present.counted
        FROM present
        LEFT JOIN (
            SELECT DISTINCT ON (level, code, span, starts_on) *
            FROM evidence_latefact WHERE indicator = %(indicator)s
            ORDER BY level, code, span, starts_on, night_id DESC
        ) last ON (last.level, last.code, last.span, last.starts_on) =
                  (present.level, present.code, present.span, present.starts_on)
        WHERE (present.numerator, present.denominator, present.counted) IS DISTINCT FROM (
            CASE WHEN last.id IS NULL THEN present.stored_numerator ELSE last.numerator END,
            CASE WHEN last.id IS NULL THEN present.stored_denominator ELSE last.denominator END,
            CASE WHEN last.id IS NULL THEN present.stored_counted ELSE last.counted END)
        """,
        {"indicator": indicator.name, "first": first, "night": night},
    )


def _run(cursor: Any, statement: str, parameters: Any) -> int:
    cursor.execute(statement, parameters)
    return int(cursor.rowcount)
