"""Yearly figures of communes: written, and replaced by later imports."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from bocage.foundation.db.statistics import analyze_after_commit
from bocage.territory.imports.fact_rows import RowRefused, YearRow
from bocage.territory.models import Commune, FormerCommune
from bocage.territory.operations.commune_facts import MAX_PREVIEWS, FactPreview, FactsReport

DELIVERY = """
    CREATE TEMPORARY TABLE year_delivery (
        line integer, commune_id varchar, kind varchar, year smallint, value integer,
        source varchar, address varchar
    ) ON COMMIT DROP
"""
COPY = "COPY year_delivery (line, commune_id, kind, year, value, source, address) FROM STDIN"
LAST = """
    CREATE TEMPORARY TABLE year_last ON COMMIT DROP AS
    SELECT DISTINCT ON (commune_id, kind, year) *
    FROM year_delivery ORDER BY commune_id, kind, year, line DESC;
    ANALYZE year_last
"""
PREVIEW = """
    SELECT commune.name, commune.code, kind, year, known.value, last.value, last.source
    FROM year_last AS last
    JOIN territory_commune AS commune ON commune.code = last.commune_id
    LEFT JOIN territory_yearlyfigure AS known USING (commune_id, kind, year)
    WHERE known.value IS DISTINCT FROM last.value
    ORDER BY last.line, commune.code, kind, year
    LIMIT %(most)s
"""
MERGE = """
    WITH written AS (
        INSERT INTO territory_yearlyfigure AS known
            (commune_id, kind, year, value, source, address)
        SELECT commune_id, kind, year, value, source, address FROM year_last
        ON CONFLICT (commune_id, kind, year) DO UPDATE SET
            value = excluded.value, source = excluded.source, address = excluded.address
        WHERE (known.value, known.source, known.address)
            IS DISTINCT FROM (excluded.value, excluded.source, excluded.address)
        RETURNING 1
    )
    SELECT (SELECT count(*) FROM year_last), (SELECT count(*) FROM written)
"""


@transaction.atomic
def write_yearly_figures(
    rows: Iterable[YearRow | RowRefused], *, dry_run: bool = False
) -> FactsReport:
    """Writes points of series, all or nothing; a second time changes nothing.

    The figure of a year that is imported again replaces the stored one: INSEE and schools correct
    theirs. Years that the table lacks stay. Memory does not grow with the table. With `dry_run` the
    transaction is rolled back; the report is equal, and shows the first figures. No person acts
    here: only the terminal and the demo call it.
    """
    report = FactsReport()
    analyze_after_commit()
    with connection.cursor() as cursor:
        cursor.execute(DELIVERY)
        years = _Years(report)  # It queries the communes, which is impossible during a COPY.
        with cursor.copy(COPY) as copy:
            for row in years.rows_to_copy(rows):
                copy.write_row(row)
        cursor.execute(LAST)
        if dry_run:
            cursor.execute(PREVIEW, {"most": MAX_PREVIEWS})
            report.shown = [_preview(*row) for row in cursor.fetchall()]
        cursor.execute(MERGE)
        total, report.written = cursor.fetchone()
        cursor.execute("DROP TABLE year_delivery, year_last")
    report.unchanged = total - report.written
    if dry_run:
        transaction.set_rollback(True)
    return report


class _Years:
    """Rows by current commune.

    A row with the current code of a commune is its figure of the year; otherwise those of its
    former communes are added.
    """

    def __init__(self, report: FactsReport) -> None:
        self.report = report
        self.current = set(Commune.objects.current().values_list("code", flat=True))
        self.former = dict(FormerCommune.objects.values_list("code", "commune"))
        self.reunited = set(self.former.values())
        self.whole: set[tuple[str, str, int]] = set()
        """Years with a current code, of communes that merge others."""
        self.parts: dict[tuple[str, str, int], dict[str, YearRow]] = defaultdict(dict)

    def rows_to_copy(self, rows: Iterable[YearRow | RowRefused]) -> Iterator[Sequence[object]]:
        """Yields the rows to copy; the communes that reunite others come last."""
        for row in rows:
            self.report.read += 1
            if isinstance(row, RowRefused):
                self.report.refuse(row)
            else:
                yield from self._placed(row)
        for (commune, kind, year), parts in self.parts.items():
            if (commune, kind, year) not in self.whole:
                first, *_rest = parts.values()
                yield _copy_row(first, commune, sum(part.value for part in parts.values()))

    def _placed(self, row: YearRow) -> Iterator[Sequence[object]]:
        if row.code in self.current:
            if row.code in self.reunited:
                self.whole.add((row.code, row.kind, row.year))
            yield _copy_row(row, row.code, row.value)
        elif row.code in self.former:
            # A table may have a former commune twice: the last row counts.
            self.parts[self.former[row.code], row.kind, row.year][row.code] = row
        else:
            self.report.refuse(RowRefused(row.line, "commune", f"unknown commune: {row.code}"))


def _copy_row(row: YearRow, commune: str, value: int) -> Sequence[object]:
    return row.line, commune, row.kind, row.year, value, row.source, row.address


def _preview(*row: Any) -> FactPreview:
    commune, code, kind, year, before, value, source = row
    return FactPreview(
        commune=commune,
        code=code,
        kind=kind,
        indicator=f"{kind} {year}",
        before=None if before is None else Decimal(before),
        value=Decimal(value),
        source=source,
        dated_on=date(year, 1, 1),
    )
