"""Rows of the ranking, recomputed from the facts about every commune."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from psycopg.types.json import Jsonb

from bocage.foundation.db.advisory_locks import take_advisory_lock
from bocage.foundation.jobs.tasks import periodic
from bocage.territory.fact_kinds import FactKind
from bocage.territory.geography import ground_distance
from bocage.territory.models import Commune, CommuneFact
from bocage.welcome.suitability.commune_facts import CommuneFacts, Nearest, TerritoryFact
from bocage.welcome.suitability.evidence import assess
from bocage.welcome.suitability.positions import point_on_sphere
from bocage.welcome.suitability.ranking_criteria.registry import (
    BatchReader,
    all_parts,
    ranking_criteria,
    stored_numbers,
    stored_parts,
)

BATCH_SIZE = 1_000
FARTHEST_KM = 40.0
"""Distance in kilometres beyond which a commune is not near."""
NEAREST_KINDS = sorted({part.nearest.value for part in all_parts().values() if part.nearest})

REFRESH_LOCK = "welcome.suitability_rows"
COMMUNES_WITH_FACT = """
    CREATE TEMPORARY TABLE suitability_facts ON COMMIT DROP AS
    SELECT fact.kind, fact.commune_id, commune.name, commune.latitude, commune.longitude,
        fact.value::float8, fact.detail, fact.source, fact.address, fact.dated_on
    FROM territory_communefact AS fact
    JOIN territory_commune AS commune ON commune.code = fact.commune_id
    WHERE fact.kind = ANY (%(kinds)s) AND fact.value > 0
        AND commune.is_current AND commune.latitude IS NOT NULL
"""
INDEX_COMMUNES_WITH_FACT = """
    CREATE INDEX ON suitability_facts USING gist (kind, earth_point(latitude, longitude));
    ANALYZE suitability_facts
"""
NEAREST_COMMUNES = """
    SELECT commune.code, kind.kind, near.*
    FROM territory_commune AS commune CROSS JOIN unnest(%(kinds)s::varchar[]) AS kind (kind)
    CROSS JOIN LATERAL (
        SELECT commune_id, name,
            earth_point(suitability_facts.latitude, suitability_facts.longitude)
            <-> earth_point(commune.latitude, commune.longitude) AS line,
            value, detail, source, address, dated_on
        FROM suitability_facts WHERE suitability_facts.kind = kind.kind
        ORDER BY line LIMIT 1
    ) AS near
    WHERE commune.code = ANY (%(codes)s) AND commune.latitude IS NOT NULL
"""
TEMPORARY_TABLES = """
    CREATE TEMPORARY TABLE suitability_new_rows (LIKE welcome_suitabilityrow) ON COMMIT DROP;
    CREATE TEMPORARY TABLE suitability_new_facts (LIKE welcome_suitabilityevidence) ON COMMIT DROP
"""
# Not NOT IN: PostgreSQL compares all rows with all if it estimates the list to be long.
REMOVE = """
    DELETE FROM {table} AS stored
    WHERE NOT EXISTS (SELECT FROM {new} AS new WHERE new.commune_id = stored.commune_id)
"""
WRITE = """
    INSERT INTO {table} AS stored (commune_id, {columns})
    SELECT commune_id, {columns} FROM {new}
    ON CONFLICT (commune_id) DO UPDATE SET ({columns}) = ROW({excluded})
    WHERE ({stored}) IS DISTINCT FROM ({excluded})
"""
COLUMNS = (
    "commune_id",
    "departement_code",
    "x",
    "y",
    "z",
    *(f'"{number.column}"' for number in stored_numbers()),
    *(f'"{part}"' for part in stored_parts()),
)


@periodic("17 4,12 * * *", description=_("Recompte ce que les communes offrent"))
@transaction.atomic
def refresh_suitability(*, today: date | None = None) -> int:
    """Recomputes the rows of all communes; returns how many have changed.

    Unchanged rows are not written, so that readers are not disturbed. Concurrent calls run one
    after the other. Run by the scheduled job, and by the events that announce changed facts, not by
    a person.
    """
    day = today or timezone.localdate()
    take_advisory_lock(REFRESH_LOCK)
    with connection.cursor() as cursor:
        cursor.execute(COMMUNES_WITH_FACT, {"kinds": NEAREST_KINDS})
        cursor.execute(INDEX_COMMUNES_WITH_FACT)
        cursor.execute(TEMPORARY_TABLES)
        for batch in _batches(day):
            _copy(batch)
        changed = _merge("welcome_suitabilityrow", "suitability_new_rows", COLUMNS[1:])
        _merge("welcome_suitabilityevidence", "suitability_new_facts", ("facts",))
        for table in ("suitability_facts", "suitability_new_rows", "suitability_new_facts"):
            cursor.execute(f"DROP TABLE {table}")
    return changed


def _copy(batch: Sequence[tuple[Commune, CommuneFacts]]) -> None:
    assessments = [(commune, facts, assess(facts)) for commune, facts in batch]
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY suitability_new_rows ({', '.join(COLUMNS)}) FROM STDIN") as copy:
            for commune, facts, assessment in assessments:
                point = (
                    (None, None, None)
                    if commune.latitude is None or commune.longitude is None
                    else point_on_sphere(commune.latitude, commune.longitude)
                )
                numbers = (number.of(facts) for number in stored_numbers())
                marks = (assessment.marks.get(part) for part in stored_parts())
                copy.write_row((commune.code, commune.departement_id, *point, *numbers, *marks))
        with cursor.copy("COPY suitability_new_facts (commune_id, facts) FROM STDIN") as copy:
            for commune, _facts, assessment in assessments:
                copy.write_row((commune.code, Jsonb(assessment.facts)))


def _merge(table: str, new: str, columns: Sequence[str]) -> int:
    """Writes the new rows that differ and deletes obsolete ones; returns the count of both."""
    names = {
        "table": table,
        "new": new,
        "columns": ", ".join(columns),
        "stored": ", ".join(f"stored.{column}" for column in columns),
        "excluded": ", ".join(f"excluded.{column}" for column in columns),
    }
    with connection.cursor() as cursor:
        cursor.execute(REMOVE.format(**names))
        removed = int(cursor.rowcount)
        cursor.execute(WRITE.format(**names))
        return removed + int(cursor.rowcount)


# Facts of communes, read a batch at a time.


def _batches(today: date) -> Iterator[list[tuple[Commune, CommuneFacts]]]:
    readers = {
        criterion.name: criterion.reader(today)
        for criterion in ranking_criteria()
        if criterion.reader
    }
    last_code = ""
    while batch := list(
        Commune.objects.current()
        .filter(code__gt=last_code)
        .order_by("code")
        .defer("search_text", "postcodes")[:BATCH_SIZE]
    ):
        last_code = batch[-1].code
        yield _with_facts(batch, readers, today)


def _with_facts(
    batch: Sequence[Commune], readers: Mapping[str, BatchReader], today: date
) -> list[tuple[Commune, CommuneFacts]]:
    codes = [commune.code for commune in batch]
    facts, nearest = _facts(codes), _nearest(codes)
    measures = {name: read(batch) for name, read in readers.items()}
    return [
        (
            commune,
            CommuneFacts(
                code=commune.code,
                population=commune.population,
                edition=commune.edition,
                facts=facts[commune.code],
                nearest=nearest[commune.code],
                measures={
                    name: by_commune[commune.code]
                    for name, by_commune in measures.items()
                    if commune.code in by_commune
                },
                today=today,
            ),
        )
        for commune in batch
    ]


def _facts(codes: Sequence[str]) -> dict[str, dict[str, TerritoryFact]]:
    facts_by_commune: dict[str, dict[str, TerritoryFact]] = defaultdict(dict)
    rows = (
        CommuneFact.objects.filter(commune__in=codes)
        .exclude(kind=FactKind.OTHER)
        .order_by()
        .values_list("commune", "kind", "value", "detail", "source", "address", "dated_on")
    )
    for code, kind, value, detail, source, address, dated_on in rows:
        facts_by_commune[code][kind] = TerritoryFact(
            float(value), detail, source, address, dated_on
        )
    return facts_by_commune


def _nearest(codes: Sequence[str]) -> dict[str, dict[str, Nearest]]:
    nearest_by_commune: dict[str, dict[str, Nearest]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(NEAREST_COMMUNES, {"codes": list(codes), "kinds": NEAREST_KINDS})
        for code, kind, commune, name, line, *values in cursor.fetchall():
            kilometres = ground_distance(line) / 1_000
            if kilometres <= FARTHEST_KM:
                fact = TerritoryFact(*values)
                nearest_by_commune[code][kind] = Nearest(commune, name, kilometres, fact)
    return nearest_by_commune
