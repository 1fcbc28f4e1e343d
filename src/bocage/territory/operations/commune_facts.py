"""Facts about communes: written, or replaced by later ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection, transaction

from bocage.foundation.events import publish
from bocage.territory.events import CommuneFactsChanged
from bocage.territory.fact_kinds import KNOWN_KINDS
from bocage.territory.imports.fact_rows import CENT, Exhaustive, FactRow, RowRefused
from bocage.territory.models import Commune, FormerCommune

MOST_TOLD = 200
"""How many of the rows that were refused are kept to be shown; all are counted."""

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
            SELECT FROM fact_delivery AS told
            WHERE told.commune_id = code AND told.kind = kind.kind
        )
"""
MERGE = """
    WITH latest AS (
        SELECT DISTINCT ON (commune_id, kind, indicator) *
        FROM fact_delivery ORDER BY commune_id, kind, indicator, dated_on DESC, line DESC
    ), written AS (
        INSERT INTO territory_communefact AS known
            (commune_id, kind, indicator, value, stated_unit, detail, source, address, dated_on)
        SELECT commune_id, kind, indicator, value, stated_unit, detail, source, address, dated_on
        FROM latest
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
    SELECT (SELECT count(*) FROM latest), (SELECT count(*) FROM written), (
        SELECT count(*) FROM latest JOIN territory_communefact AS known
            USING (commune_id, kind, indicator)
        WHERE latest.dated_on < known.dated_on
    )
"""


@dataclass
class FactsReport:
    """What an import did, or would do."""

    read: int = 0
    written: int = 0
    unchanged: int = 0
    older: int = 0
    """Facts that are kept, because those read are of an earlier day."""
    refused_count: int = 0
    refused: list[RowRefused] = field(default_factory=list)
    """The first of them."""

    def refuse(self, row: RowRefused) -> None:
        self.refused_count += 1
        if len(self.refused) < MOST_TOLD:
            self.refused.append(row)


@transaction.atomic
def write_commune_facts(
    rows: Iterable[FactRow | RowRefused | Exhaustive], *, dry_run: bool = False
) -> FactsReport:
    """Writes facts, all or nothing; a second time changes nothing.

    A code of a merged commune is that of the commune of today (see `_Delivery`). Of two facts of
    one kind the later stays. Memory does not grow with the table. With `dry_run` nothing stays
    written, and the report is the same. Nobody acts here: only the terminal and the demo call it.
    """
    report = FactsReport()
    with connection.cursor() as cursor:
        cursor.execute(DELIVERY)
        delivery = _Delivery(report)
        with cursor.copy(COPY) as copy:
            for row in delivery.facts_of(rows):
                copy.write_row(row)
        for exhaustive in delivery.exhaustive:
            cursor.execute(
                NONE_OF_THEM,
                {
                    "kinds": list(exhaustive.kinds),
                    "departements": list(exhaustive.departements),
                    "source": exhaustive.source,
                    "address": exhaustive.address,
                    "dated_on": exhaustive.dated_on,
                },
            )
        cursor.execute("ANALYZE fact_delivery")
        cursor.execute(MERGE)
        told, report.written, report.older = cursor.fetchone()
        cursor.execute("DROP TABLE fact_delivery")
    report.unchanged = told - report.written - report.older
    if dry_run:
        transaction.set_rollback(True)
    elif report.written:
        publish(CommuneFactsChanged(count=report.written))
    return report


class _Delivery:
    """Rows by the commune of today.

    Where a table tells a commune under its code of today, that is its fact. Where it tells only
    the communes that it reunites, their counts add up and their shares are weighed; anything else
    is refused, since nobody knows the figure of the whole.
    """

    def __init__(self, report: FactsReport) -> None:
        self.report = report
        self.exhaustive: list[Exhaustive] = []
        self.current = set(Commune.objects.current().values_list("code", flat=True))
        self.former = dict(FormerCommune.objects.values_list("code", "commune"))
        self.reunited = set(self.former.values())
        self.told: set[tuple[str, str, str]] = set()
        """Facts told under a code of today, of the communes that reunite others."""
        self.parts: dict[tuple[str, str, str], list[FactRow]] = defaultdict(list)

    def facts_of(
        self, rows: Iterable[FactRow | RowRefused | Exhaustive]
    ) -> Iterator[Sequence[object]]:
        """What is copied, row by row; the communes that reunite others come last."""
        for row in rows:
            if isinstance(row, Exhaustive):
                self.exhaustive.append(row)
            elif isinstance(row, RowRefused):
                self.report.read += 1
                self.report.refuse(row)
            else:
                self.report.read += 1
                yield from self._placed(row)
        for (commune, _kind, _indicator), parts in self.parts.items():
            if (commune, _kind, _indicator) not in self.told:
                yield from self._reunited(commune, parts)

    def _placed(self, row: FactRow) -> Iterator[Sequence[object]]:
        if row.code in self.current:
            if row.code in self.reunited:
                self.told.add((row.code, row.kind, row.indicator))
            yield _copied(row, row.code, row.value)
        elif row.code in self.former:
            self.parts[self.former[row.code], row.kind, row.indicator].append(row)
        else:
            self.report.refuse(RowRefused(row.line, "commune", f"unknown commune: {row.code}"))

    def _reunited(self, commune: str, parts: list[FactRow]) -> Iterator[Sequence[object]]:
        # A table may tell the same former commune twice: its last word counts.
        last = {row.code: row for row in parts}
        rows = list(last.values())
        first = rows[0]
        value = _whole(rows)
        if value is None:
            for row in rows:
                reason = f"one of several former communes of {commune}: the whole is not known"
                self.report.refuse(RowRefused(row.line, "commune", reason))
        else:
            yield _copied(first, commune, value)


def _whole(rows: Sequence[FactRow]) -> Decimal | None:
    """The figure of a commune from those of the communes that it reunites, or None."""
    if len(rows) == 1:
        return rows[0].value
    if KNOWN_KINDS[rows[0].kind].adds_up:
        return sum((row.value for row in rows), Decimal())
    weights = [row.weight for row in rows if row.weight is not None]
    if len(weights) < len(rows) or not sum(weights):
        return None
    shares = sum((row.value * (row.weight or 0) for row in rows), Decimal())
    return (shares / sum(weights)).quantize(CENT)


def _copied(row: FactRow, commune: str, value: Decimal) -> Sequence[object]:
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
