"""Railway stations: the nearest one of each commune, as a fact."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from django.db import connection, transaction

from bocage.territory.fact_kinds import FactKind
from bocage.territory.geography import ground_distance
from bocage.territory.imports.fact_rows import FactRow, RowRefused, StationRow
from bocage.territory.operations.commune_facts import FactsReport, write_commune_facts

FARTHEST_TO_PARIS_KM = 60
"""Distance in kilometres beyond which the minutes of a train are of no use."""

STATIONS = """
    CREATE TEMPORARY TABLE station_delivery (
        name varchar, latitude float8, longitude float8, minutes integer
    ) ON COMMIT DROP
"""
INDEX = """
    CREATE INDEX ON station_delivery USING gist (earth_point(latitude, longitude));
    CREATE INDEX ON station_delivery USING gist (earth_point(latitude, longitude))
        WHERE minutes IS NOT NULL;
    ANALYZE station_delivery
"""
NEAREST = """
    SELECT code, nearest.name, nearest.line, train.name, train.minutes, train.line
    FROM territory_commune
    LEFT JOIN LATERAL (
        SELECT name, earth_point(station_delivery.latitude, station_delivery.longitude)
            <-> earth_point(territory_commune.latitude, territory_commune.longitude) AS line
        FROM station_delivery ORDER BY line LIMIT 1
    ) AS nearest ON true
    LEFT JOIN LATERAL (
        SELECT name, minutes, earth_point(station_delivery.latitude, station_delivery.longitude)
            <-> earth_point(territory_commune.latitude, territory_commune.longitude) AS line
        FROM station_delivery WHERE minutes IS NOT NULL ORDER BY line LIMIT 1
    ) AS train ON true
    WHERE is_current AND territory_commune.latitude IS NOT NULL
    ORDER BY code
"""


@transaction.atomic
def write_stations(
    rows: Iterable[StationRow | RowRefused],
    *,
    source: str,
    address: str,
    dated_on: date,
    dry_run: bool = False,
) -> FactsReport:
    """Writes the nearest station of each commune, as the crow flies, and the minutes to Paris.

    The minutes are those of the nearest station that has them, with its name.
    """
    refused: list[RowRefused] = []
    with connection.cursor() as cursor:
        cursor.execute(STATIONS)
        with cursor.copy("COPY station_delivery FROM STDIN") as copy:
            for row in rows:
                if isinstance(row, RowRefused):
                    refused.append(row)
                else:
                    copy.write_row((row.name, row.latitude, row.longitude, row.minutes_to_paris))
        cursor.execute(INDEX)
        cursor.execute(NEAREST)
        nearest_rows = cursor.fetchall()
        cursor.execute("DROP TABLE station_delivery")
    facts = _facts(nearest_rows, source=source, address=address, dated_on=dated_on)
    return write_commune_facts([*refused, *facts], dry_run=dry_run)


def _facts(
    nearest_rows: Iterable[tuple[str, str | None, float, str, int, float | None]],
    *,
    source: str,
    address: str,
    dated_on: date,
) -> Iterator[FactRow]:
    for code, name, line, train_name, minutes, train_line in nearest_rows:
        if name is None:
            return

        def fact(kind: FactKind, value: Decimal, detail: str, code: str = code) -> FactRow:
            return FactRow(
                line=0,
                code=code,
                kind=kind.value,
                value=value,
                detail=detail,
                source=source,
                address=address,
                dated_on=dated_on,
            )

        yield fact(FactKind.NEAREST_STATION, _kilometres(line), name)
        if train_line is not None and _kilometres(train_line) <= FARTHEST_TO_PARIS_KM:
            yield fact(FactKind.PARIS_MINUTES, Decimal(minutes), train_name)


def _kilometres(line: float) -> Decimal:
    return Decimal(ground_distance(line) / 1000).quantize(Decimal("0.1"))
