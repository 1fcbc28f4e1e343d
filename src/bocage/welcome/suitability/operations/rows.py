"""The rows that rankings read, made again from what is known of every commune."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from django.db import connection, transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from psycopg.types.json import Jsonb

from bocage.foundation.db.advisory_locks import take_advisory_lock
from bocage.foundation.jobs.tasks import periodic
from bocage.housing.models import CommunePrice, Dwelling
from bocage.housing.prices.rents import AskedRent, asked_rents
from bocage.territory.fact_kinds import FactKind
from bocage.territory.geography import ground_distance
from bocage.territory.landmarks import landmark_kind
from bocage.territory.models import Commune, CommuneFact
from bocage.welcome.communes.signs_registry import signs_of
from bocage.welcome.suitability.evidence import (
    KnownCommune,
    KnownFact,
    Nearest,
    Rent,
    SoldPrice,
    judge,
)
from bocage.welcome.suitability.models.suitability import PARTS
from bocage.welcome.suitability.operations.suitability import on_the_sphere
from bocage.welcome.suitability.rules import FARTHEST_KM, NEAREST

AT_ONCE = 1_000
WITHIN_REACH = [*(kind.value for kind, _ramp in NEAREST.values()), FactKind.SHOPS.value]
WORKSPACE = "workspace"

ONE_AT_A_TIME = "welcome.suitability_rows"
HAVING = """
    CREATE TEMPORARY TABLE suitability_having ON COMMIT DROP AS
    SELECT fact.kind, fact.commune_id, commune.name, commune.latitude, commune.longitude,
        fact.value::float8, fact.detail, fact.source, fact.address, fact.dated_on,
        commune.position_is_approximate AS is_rough
    FROM territory_communefact AS fact
    JOIN territory_commune AS commune ON commune.code = fact.commune_id
    WHERE fact.kind = ANY (%(kinds)s) AND fact.value > 0
        AND commune.is_current AND commune.latitude IS NOT NULL
"""
INDEX_OF_HAVING = """
    CREATE INDEX ON suitability_having USING gist (kind, earth_point(latitude, longitude));
    ANALYZE suitability_having
"""
NEAREST_OF_EACH = """
    SELECT commune.code, kind.kind, near.*
    FROM territory_commune AS commune CROSS JOIN unnest(%(kinds)s::varchar[]) AS kind (kind)
    CROSS JOIN LATERAL (
        SELECT commune_id, name,
            earth_point(suitability_having.latitude, suitability_having.longitude)
            <-> earth_point(commune.latitude, commune.longitude) AS line,
            value, detail, source, address, dated_on,
            is_rough OR commune.position_is_approximate AS is_rough
        FROM suitability_having WHERE suitability_having.kind = kind.kind
        ORDER BY line LIMIT 1
    ) AS near
    WHERE commune.code = ANY (%(codes)s) AND commune.latitude IS NOT NULL
"""
DELIVERY = """
    CREATE TEMPORARY TABLE suitability_made (LIKE welcome_suitabilityrow) ON COMMIT DROP;
    CREATE TEMPORARY TABLE suitability_told (LIKE welcome_suitabilityevidence) ON COMMIT DROP
"""
# Not NOT IN: PostgreSQL compares all with all where it takes the list to be long.
REMOVE = """
    DELETE FROM {table} AS kept
    WHERE NOT EXISTS (SELECT FROM {made} AS made WHERE made.commune_id = kept.commune_id)
"""
WRITE = """
    INSERT INTO {table} AS kept (commune_id, {columns})
    SELECT commune_id, {columns} FROM {made}
    ON CONFLICT (commune_id) DO UPDATE SET ({columns}) = ROW({excluded})
    WHERE ({kept}) IS DISTINCT FROM ({excluded})
"""
COLUMNS = (
    "commune_id",
    "departement_code",
    "x",
    "y",
    "z",
    "price_eur_m2",
    "rent_cents_m2",
    *(f'"{part}"' for part in PARTS),
)


@periodic("17 4,12 * * *", description=_("Recompte ce que les communes offrent"))
@transaction.atomic
def refresh_suitability(*, today: date | None = None) -> int:
    """Recomputes the rows of all communes; returns how many have changed.

    Unchanged rows are not written, so that readers are not disturbed. Concurrent calls run one
    after the other. No person runs it: the scheduled job does, and the events that announce changed
    facts.
    """
    day = today or timezone.localdate()
    take_advisory_lock(ONE_AT_A_TIME)
    with connection.cursor() as cursor:
        cursor.execute(HAVING, {"kinds": WITHIN_REACH})
        cursor.execute(INDEX_OF_HAVING)
        cursor.execute(DELIVERY)
        for commune in _known_communes(day):
            _copy(commune)
        changed = _merge("welcome_suitabilityrow", "suitability_made", COLUMNS[1:])
        _merge("welcome_suitabilityevidence", "suitability_told", ("facts",))
        for table in ("suitability_having", "suitability_made", "suitability_told"):
            cursor.execute(f"DROP TABLE {table}")
    return changed


def _copy(communes: Sequence[tuple[Commune, KnownCommune]]) -> None:
    judged = [(commune, known, judge(known)) for commune, known in communes]
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY suitability_made ({', '.join(COLUMNS)}) FROM STDIN") as copy:
            for commune, known, one in judged:
                point = (
                    (None, None, None)
                    if commune.latitude is None or commune.longitude is None
                    else on_the_sphere(commune.latitude, commune.longitude)
                )
                price = known.price.eur_m2 if known.price else None
                rent = round(known.rent.eur_m2 * 100) if known.rent else None
                marks = (one.marks.get(part) for part in PARTS)
                copy.write_row((commune.code, commune.departement_id, *point, price, rent, *marks))
        with cursor.copy("COPY suitability_told (commune_id, facts) FROM STDIN") as copy:
            for commune, _known, one in judged:
                copy.write_row((commune.code, Jsonb(one.facts)))


def _merge(table: str, made: str, columns: Sequence[str]) -> int:
    """Brings a table to what was made: what changed is written, what is no more is removed."""
    names = {
        "table": table,
        "made": made,
        "columns": ", ".join(columns),
        "kept": ", ".join(f"kept.{column}" for column in columns),
        "excluded": ", ".join(f"excluded.{column}" for column in columns),
    }
    with connection.cursor() as cursor:
        cursor.execute(REMOVE.format(**names))
        removed = int(cursor.rowcount)
        cursor.execute(WRITE.format(**names))
        return removed + int(cursor.rowcount)


# What is known, so many communes at a time.


def _known_communes(today: date) -> Iterator[list[tuple[Commune, KnownCommune]]]:
    told_of = set(
        Dwelling.objects.on_the_market()
        .filter(commune__isnull=False)
        .order_by()
        .values_list("commune__departement", flat=True)
        .distinct()
    )
    last = ""
    while batch := list(
        Commune.objects.current()
        .filter(code__gt=last)
        .order_by("code")
        .defer("search_text", "postcodes")[:AT_ONCE]
    ):
        last = batch[-1].code
        yield _known(batch, told_of, today)


def _known(
    batch: Sequence[Commune], told_of: set[str], today: date
) -> list[tuple[Commune, KnownCommune]]:
    codes = [commune.code for commune in batch]
    facts, nearest = _facts(codes), _nearest(codes)
    prices, homes, rents = _prices(codes), _homes(codes), asked_rents(codes, today)
    workspaces, signs = _workspaces(batch), signs_of(codes, today)
    return [
        (
            commune,
            KnownCommune(
                code=commune.code,
                population=commune.population,
                edition=commune.edition,
                facts=facts[commune.code],
                nearest=nearest[commune.code],
                price=prices.get(commune.code),
                rent=_rent(rents.get(commune.code)),
                homes=homes[commune.code] if commune.departement_id in told_of else None,
                workspace_km=workspaces.get(commune.code),
                is_rough=commune.position_is_approximate,
                signs=signs.get(commune.code, ()),
                today=today,
            ),
        )
        for commune in batch
    ]


def _facts(codes: Sequence[str]) -> dict[str, dict[str, KnownFact]]:
    facts_by_commune: dict[str, dict[str, KnownFact]] = defaultdict(dict)
    rows = (
        CommuneFact.objects.filter(commune__in=codes)
        .exclude(kind=FactKind.OTHER)
        .order_by()
        .values_list("commune", "kind", "value", "detail", "source", "address", "dated_on")
    )
    for code, kind, value, detail, source, address, dated_on in rows:
        facts_by_commune[code][kind] = KnownFact(float(value), detail, source, address, dated_on)
    return facts_by_commune


def _nearest(codes: Sequence[str]) -> dict[str, dict[str, Nearest]]:
    nearest_by_commune: dict[str, dict[str, Nearest]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(NEAREST_OF_EACH, {"codes": list(codes), "kinds": WITHIN_REACH})
        for code, kind, commune, name, line, *fact, is_rough in cursor.fetchall():
            kilometres = ground_distance(line) / 1_000
            if kilometres <= FARTHEST_KM:
                known = KnownFact(*fact)
                nearest_by_commune[code][kind] = Nearest(commune, name, kilometres, known, is_rough)
    return nearest_by_commune


def _prices(codes: Sequence[str]) -> dict[str, SoldPrice]:
    """The last year of houses; of flats where no house was sold."""
    rows = (
        CommunePrice.objects.filter(commune__in=codes, kind__in=("house", "apartment"))
        .order_by("commune", "-kind", "-year")
        .distinct("commune")
        .values_list("commune", "median_eur_m2", "year", "sales", "kind")
    )
    return {code: SoldPrice(eur, year, sales, kind) for code, eur, year, sales, kind in rows}


def _rent(asked: AskedRent | None) -> Rent | None:
    return None if asked is None else Rent(asked.eur_m2, asked.homes)


def _homes(codes: Sequence[str]) -> dict[str, dict[str, int]]:
    homes_by_commune: dict[str, dict[str, int]] = defaultdict(dict)
    rows = (
        Dwelling.objects.on_the_market()
        .filter(commune__in=codes, is_under_offer=False)
        .order_by()
        .values_list("commune", "offer")
        .annotate(count=Count("pk"))
    )
    for code, offer, count in rows:
        homes_by_commune[str(code)][offer] = count
    return homes_by_commune


def _workspaces(batch: Sequence[Commune]) -> dict[str, float]:
    """Kilometres to the nearest place to work, where there is one."""
    kind = landmark_kind(WORKSPACE)
    located = [
        (commune.code, (commune.latitude, commune.longitude))
        for commune in batch
        if commune.latitude is not None and commune.longitude is not None
    ]
    if kind is None or not located:
        return {}
    distances = kind.distances([position for _code, position in located])
    return {
        code: round(metres / 1_000, 1)
        for (code, _position), metres in zip(located, distances, strict=True)
        if metres is not None
    }
