"""Facts about communes: written, or replaced by later ones."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from bocage.foundation.db.statistics import analyze_after_commit
from bocage.foundation.events import publish
from bocage.territory.events import CommuneFactsChanged
from bocage.territory.fact_kinds import FACT_MEASURES
from bocage.territory.imports.fact_rows import CENT, Exhaustive, FactRow, RowRefused
from bocage.territory.models import Commune, FormerCommune

MAX_REFUSALS = 200
"""Number of rejected rows that are listed; all are counted."""
MAX_PREVIEWS = 12
"""Number of facts that a dry run shows."""

DELIVERY = """
    CREATE TEMPORARY TABLE fact_delivery (
        line integer, commune_id varchar, kind varchar, indicator varchar, value numeric,
        stated_unit varchar, detail varchar, source varchar, address varchar, dated_on date
    ) ON COMMIT DROP
"""
COPY = """
    COPY fact_delivery (line, commune_id, kind, indicator, value, stated_unit, detail, source,
        address, dated_on) FROM STDIN
"""
NONE_OF_THEM = """
    INSERT INTO fact_delivery
    SELECT 0, code, kind, '', 0, '', '', %(source)s, %(address)s, %(dated_on)s::date
    FROM territory_commune CROSS JOIN unnest(%(kinds)s::varchar[]) AS kind
    WHERE is_current AND departement_id = ANY (%(departements)s)
        AND NOT EXISTS (
            SELECT FROM fact_delivery AS delivered
            WHERE delivered.commune_id = code AND delivered.kind = kind.kind
        )
        AND NOT EXISTS (
            SELECT FROM unnest(%(hidden_codes)s::varchar[], %(hidden_kinds)s::varchar[])
                AS hidden (code, kind)
            WHERE hidden.code = territory_commune.code AND hidden.kind = kind.kind
        )
"""
LATEST = """
    CREATE TEMPORARY TABLE fact_latest ON COMMIT DROP AS
    SELECT DISTINCT ON (commune_id, kind, indicator) *
    FROM fact_delivery ORDER BY commune_id, kind, indicator, dated_on DESC, line DESC;
    ANALYZE fact_latest
"""
PREVIEW = """
    SELECT commune.name, commune.code, kind, indicator, known.value, latest.value,
        latest.source, latest.dated_on
    FROM fact_latest AS latest
    JOIN territory_commune AS commune ON commune.code = latest.commune_id
    LEFT JOIN territory_communefact AS known USING (commune_id, kind, indicator)
    WHERE known.dated_on IS NULL OR latest.dated_on >= known.dated_on
        AND (known.value, known.dated_on) IS DISTINCT FROM (latest.value, latest.dated_on)
    ORDER BY latest.line = 0, latest.line, commune.code, kind
    LIMIT %(most)s
"""
MERGE = """
    WITH written AS (
        INSERT INTO territory_communefact AS known
            (commune_id, kind, indicator, value, stated_unit, detail, source, address, dated_on)
        SELECT commune_id, kind, indicator, value, stated_unit, detail, source, address, dated_on
        FROM fact_latest
        ON CONFLICT (commune_id, kind, indicator) DO UPDATE SET
            value = excluded.value, stated_unit = excluded.stated_unit, detail = excluded.detail,
            source = excluded.source, address = excluded.address, dated_on = excluded.dated_on
        WHERE excluded.dated_on >= known.dated_on AND
            (known.value, known.stated_unit, known.detail, known.source, known.address,
                known.dated_on)
            IS DISTINCT FROM
            (excluded.value, excluded.stated_unit, excluded.detail, excluded.source,
                excluded.address, excluded.dated_on)
        RETURNING 1
    )
    SELECT (SELECT count(*) FROM fact_latest), (SELECT count(*) FROM written), (
        SELECT count(*) FROM fact_latest AS latest JOIN territory_communefact AS known
            USING (commune_id, kind, indicator)
        WHERE latest.dated_on < known.dated_on
    )
"""


@dataclass(frozen=True)
class FactPreview:
    """Fact that would be written, and the one that it would replace."""

    commune: str
    code: str
    kind: str
    indicator: str
    before: Decimal | None
    value: Decimal
    source: str
    dated_on: date


@dataclass
class FactsReport:
    """Report of an import of facts, or of its dry run."""

    read: int = 0
    written: int = 0
    unchanged: int = 0
    older: int = 0
    """Number of facts left unchanged, because the rows are older."""
    refused_count: int = 0
    refused: list[RowRefused] = field(default_factory=list)
    """The first of them."""
    shown: list[FactPreview] = field(default_factory=list)
    """The first of the facts that would be written: of a dry run alone."""

    def refuse(self, row: RowRefused) -> None:
        self.refused_count += 1
        if len(self.refused) < MAX_REFUSALS:
            self.refused.append(row)


@transaction.atomic
def write_commune_facts(
    rows: Iterable[FactRow | RowRefused | Exhaustive], *, dry_run: bool = False
) -> FactsReport:
    """Writes facts, all or nothing; a second time changes nothing.

    A code of a merged commune is mapped to the current commune (see `_Delivery`). Of two facts of
    one kind the later stays. Memory does not grow with the table. With `dry_run` the transaction is
    rolled back; the report is equal, and shows the first facts. No person acts here: only the
    terminal and the demo call it.
    """
    report = FactsReport()
    analyze_after_commit()
    with connection.cursor() as cursor:
        cursor.execute(DELIVERY)
        delivery = _Delivery(report)
        with cursor.copy(COPY) as copy:
            for row in delivery.facts_of(rows):
                copy.write_row(row)
        for exhaustive in delivery.exhaustive:
            cursor.execute(NONE_OF_THEM, delivery.implied_fact_of(exhaustive))
        cursor.execute(LATEST)
        if dry_run:
            cursor.execute(PREVIEW, {"most": MAX_PREVIEWS})
            report.shown = [FactPreview(*row) for row in cursor.fetchall()]
        cursor.execute(MERGE)
        total, report.written, report.older = cursor.fetchone()
        cursor.execute("DROP TABLE fact_delivery, fact_latest")
    report.unchanged = total - report.written - report.older
    if dry_run:
        transaction.set_rollback(True)
    elif report.written:
        publish(CommuneFactsChanged(count=report.written))
    return report


class _Delivery:
    """Rows by current commune.

    A row with the current code of a commune is its fact. If only its former communes have rows,
    their counts are added and their shares weighted; anything else is rejected, since the figure
    of the whole is unknown.
    """

    def __init__(self, report: FactsReport) -> None:
        self.report = report
        self.exhaustive: list[Exhaustive] = []
        self.current = set(Commune.objects.current().values_list("code", flat=True))
        self.former = dict(FormerCommune.objects.values_list("code", "commune"))
        self.reunited = set(self.former.values())
        self.delivered: set[tuple[str, str, str]] = set()
        """Facts with a current code, of communes that merge others."""
        self.parts: dict[tuple[str, str, str], list[FactRow]] = defaultdict(list)

    def facts_of(
        self, rows: Iterable[FactRow | RowRefused | Exhaustive]
    ) -> Iterator[Sequence[object]]:
        """Yields the rows to copy; the communes that reunite others come last."""
        for row in rows:
            if isinstance(row, Exhaustive):
                self.exhaustive.append(row)
            elif isinstance(row, RowRefused):
                self.report.read += 1
                self.report.refuse(row)
            else:
                self.report.read += 1
                yield from self._placed(row)
        hidden = {pair for table in self.exhaustive for pair in self._hidden(table)}
        for (commune, kind, indicator), parts in self.parts.items():
            if (commune, kind, indicator) not in self.delivered and (commune, kind) not in hidden:
                yield from self._reunited(commune, parts)

    def _hidden(self, table: Exhaustive) -> list[tuple[str, str]]:
        return [(self.former.get(code, code), kind) for code, kind in table.hidden]

    def implied_fact_of(self, table: Exhaustive) -> dict[str, Any]:
        """Returns the fact that a complete table implies for the communes that it does not name."""
        hidden = self._hidden(table)
        return {
            "kinds": list(table.kinds),
            "departements": list(table.departements),
            "source": table.source,
            "address": table.address,
            "dated_on": table.dated_on,
            "hidden_codes": [code for code, _kind in hidden],
            "hidden_kinds": [kind for _code, kind in hidden],
        }

    def _placed(self, row: FactRow) -> Iterator[Sequence[object]]:
        if row.code in self.current:
            if row.code in self.reunited:
                self.delivered.add((row.code, row.kind, row.indicator))
            yield _copy_row(row, row.code, row.value)
        elif row.code in self.former:
            self.parts[self.former[row.code], row.kind, row.indicator].append(row)
        else:
            self.report.refuse(RowRefused(row.line, "commune", f"unknown commune: {row.code}"))

    def _reunited(self, commune: str, parts: list[FactRow]) -> Iterator[Sequence[object]]:
        # A table may have a former commune twice: the last row counts.
        last = {row.code: row for row in parts}
        rows = list(last.values())
        first = rows[0]
        value = _whole(rows)
        if value is None:
            for row in rows:
                reason = f"one of several former communes of {commune}: the whole is not known"
                self.report.refuse(RowRefused(row.line, "commune", reason))
        else:
            yield _copy_row(first, commune, value)


def _whole(rows: Sequence[FactRow]) -> Decimal | None:
    """Computes the figure of a commune from those of its former communes; None if impossible."""
    if len(rows) == 1:
        return rows[0].value
    if FACT_MEASURES[rows[0].kind].adds_up:
        return sum((row.value for row in rows), Decimal())
    weights = [row.weight for row in rows if row.weight is not None]
    if len(weights) < len(rows) or not sum(weights):
        return None
    shares = sum((row.value * (row.weight or 0) for row in rows), Decimal())
    return (shares / sum(weights)).quantize(CENT)


def _copy_row(row: FactRow, commune: str, value: Decimal) -> Sequence[object]:
    return (
        row.line,
        commune,
        row.kind,
        row.indicator,
        value,
        row.unit,
        row.detail,
        row.source,
        row.address,
        row.dated_on,
    )
