"""Reverse matching: the query is a market fact, the rows are saved searches.

Each fact runs one statement, served by the index `housing_savedsearch_match_gist`: the box around
the circle of the search, its ranges of price, surface and rooms, and its offer; then the exact
distance, the flags and the words. Facts are processed in batches, one transaction each: a worker
that dies leaves the batch to the next, and an existing alert is not created again.

Changes of known homes are matched likewise, after all new facts: of the searches that the home
meets now, only those count that it did not meet before the change, and that have no alert about it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache, partial
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.db.models import Q
from django.utils import timezone

from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.db.row_locks import lock_free_rows
from bocage.housing.alerts.timing import due_at
from bocage.housing.criteria.circles import COVERS_THE_POSITION, position_parameters
from bocage.housing.leads.models.leads import Lead
from bocage.housing.market.models.dwellings import Dwelling
from bocage.housing.market.models.facts import MarketFact
from bocage.people.models import Entitlement

FACTS_AT_ONCE = 50
NEWS = Q(matched_at=None) & ~Q(kind=MarketFact.Kind.CHANGED)
CHANGES = Q(matched_at=None, kind=MarketFact.Kind.CHANGED)
"""`NEWS` and `CHANGES` are each the condition of a partial index."""


class MetSearch(NamedTuple):
    """Search that a fact meets, with the fields that decide when its alert may be sent."""

    search_id: UUID
    rhythm: str
    quiet_from: int
    quiet_until: int


def match_pending_facts(*, now: datetime | None = None) -> int:
    """Creates the alerts of a batch of pending facts; returns how many facts there were.

    Two concurrent workers take different facts. Called again until it returns 0.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        facts = _lock_facts(NEWS) or _lock_facts(CHANGES)
        for fact in facts:
            make_alerts(fact, searches_met_by(fact), now=moment)
        matched = MarketFact.objects.filter(pk__in=[fact.pk for fact in facts])
        matched.update(matched_at=moment, before=None)
        if any(fact.kind == MarketFact.Kind.CHANGED for fact in facts):
            _forget_changes_without_alert(facts)
    return len(facts)


def _lock_facts(waiting: Q) -> list[MarketFact]:
    """Locks and returns the oldest pending facts; other workers skip them."""
    return list(
        lock_free_rows(MarketFact.objects.filter(waiting))
        .select_related("dwelling", "lead__commune")
        .order_by("id")[:FACTS_AT_ONCE]
    )


def _forget_changes_without_alert(facts: list[MarketFact]) -> None:
    """Deletes the changes without alert: homes change every day, and no search needs these."""
    with connection.cursor() as cursor:
        cursor.execute(_FORGET_SQL, {"facts": [fact.pk for fact in facts]})


def searches_met_by(fact: MarketFact) -> list[MetSearch]:
    """Returns the searches that a fact interests as its home is now; one statement, none where the
    home left the market since.
    """
    if fact.dwelling is not None and fact.kind == MarketFact.Kind.CHANGED:
        return searches_newly_met_by_dwelling(fact.dwelling, fact.before or [])
    if fact.dwelling is not None:
        return searches_met_by_dwelling(fact.dwelling)
    return searches_met_by_lead(fact.lead) if fact.lead is not None else []


def searches_met_by_dwelling(dwelling: Dwelling) -> list[MetSearch]:
    """Returns the searches that a dwelling meets. A dwelling that does not state a value meets no
    search that requires it.
    """
    if not dwelling.is_on_the_market or dwelling.is_under_offer:
        return []
    return _met(DWELLING_SEARCHES_SQL, dwelling_parameters(dwelling))


def searches_newly_met_by_dwelling(
    dwelling: Dwelling, before: Sequence[Mapping[str, Any]]
) -> list[MetSearch]:
    """Returns the searches that a dwelling meets now, did not meet in its `before` states, and that
    have no alert about it; one statement.
    """
    if not dwelling.is_on_the_market or dwelling.is_under_offer:
        return []
    sql = DWELLING_SEARCHES_SQL + _AND_KNOWS_NOTHING_OF_IT
    parameters = dwelling_parameters(dwelling)
    for number, was in enumerate(before):
        prefix = f"was_{number}_"
        sql += _AND_DID_NOT_MEET_IT.replace("%(", f"%({prefix}")
        home = Dwelling(pk=dwelling.pk, **was)
        values = {**dwelling_parameters(home), "search_vector": home.search_vector}
        parameters |= {f"{prefix}{name}": value for name, value in values.items()}
    return _met(sql, parameters)


def dwelling_parameters(dwelling: Dwelling) -> dict[str, Any]:
    """Returns the parameters of `DWELLING_SEARCHES_SQL` for a dwelling."""
    return {
        **position_parameters(dwelling.latitude, dwelling.longitude),
        "dwelling": dwelling.pk,
        "offer": dwelling.offer,
        "kind": dwelling.kind,
        "price": _exactly(dwelling.price_eur),
        "surface": _exactly(dwelling.surface_m2),
        "rooms": _exactly(dwelling.rooms),
        "land_m2": dwelling.land_m2,
        "energy": dwelling.energy_class,
        "has_fibre": bool(dwelling.has_fibre),
        "has_office_room": dwelling.has_office_room,
        "has_garden": dwelling.has_garden,
        "workspace_m": dwelling.workspace_m,
    }


def searches_met_by_lead(lead: Lead) -> list[MetSearch]:
    """Returns the searches of accompanied candidates that a lead meets, by what candidates see of
    it: its commune, its kind, its rough price. Without a known offer, a lead matches both sales and
    rentals.
    """
    if lead.status != Lead.Status.SHARED:
        return []
    return _met(
        _LEAD_SEARCHES_SQL,
        {
            **position_parameters(lead.commune.latitude, lead.commune.longitude),
            "offers": list(lead.offers),
            "kind": lead.kind,
            "price": NumericRange(
                lead.price_from_eur,
                None if lead.price_to_eur is None else lead.price_to_eur + 1,
                "[)",
            ),
            "commune": lead.commune_id,
            "accompanied": Entitlement.Kind.ACCOMPANIED.value,
            "today": timezone.localdate(),
        },
    )


def make_alerts(fact: MarketFact, met: Iterable[MetSearch], *, now: datetime) -> None:
    """Writes an alert for each search without one for this fact; one statement.

    A search deleted meanwhile is skipped instead of failing the batch.
    """
    # Thousands of searches share a few rhythms and hours.
    due = cache(partial(_due_at, now=now))
    rows = [
        (
            new_identifier(),
            search.search_id,
            due(search.rhythm, search.quiet_from, search.quiet_until),
        )
        for search in met
    ]
    if not rows:
        return
    identifiers, searches, dues = zip(*rows, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT_SQL,
            {
                "identifiers": list(identifiers),
                "searches": list(searches),
                "dues": list(dues),
                "fact": fact.pk,
                "now": now,
            },
        )


def _due_at(rhythm: str, quiet_from: int, quiet_until: int, *, now: datetime) -> datetime:
    return due_at(rhythm, quiet_from=quiet_from, quiet_until=quiet_until, now=now)


def _met(sql: str, parameters: dict[str, Any]) -> list[MetSearch]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [MetSearch(*row) for row in cursor.fetchall()]


def _exactly(number: int | None) -> NumericRange:
    """Returns the range of one number; without a number, the range that only a search without
    bounds contains.
    """
    if number is None:
        return NumericRange(None, None, "()")
    return NumericRange(number, number + 1, "[)")


WISHES = """
    s.offer = %(offer)s
    AND s.price @> %(price)s::int4range
    AND s.surface @> %(surface)s::int4range
    AND s.rooms @> %(rooms)s::int4range
    AND (s.kinds = '{}' OR %(kind)s = ANY(s.kinds))
    AND (s.land_from_m2 IS NULL OR s.land_from_m2 <= %(land_m2)s::int)
    AND (s.energy_at_least = '' OR %(energy)s BETWEEN 'A' AND s.energy_at_least)
    AND (NOT s.needs_fibre OR %(has_fibre)s)
    AND (NOT s.needs_office_room OR %(has_office_room)s)
    AND (NOT s.needs_garden OR %(has_garden)s)
    AND (s.workspace_within_m IS NULL OR s.workspace_within_m >= %(workspace_m)s::int)
    AND (s.words = '' OR websearch_to_tsquery('bocage_french', s.words) @@ @words)
"""
"""SQL: whether a dwelling meets the criteria of the search `s` (a row of housing_savedsearch),
wherever the dwelling is.
"""

_ANSWERS = f"{COVERS_THE_POSITION} AND {WISHES}"
"""SQL: whether a dwelling meets the search `s`, position included."""

_WORDS_OF_TODAY = "(SELECT search_vector FROM housing_dwelling WHERE id = %(dwelling)s)"

DWELLING_SEARCHES_SQL = """
SELECT s.id, s.rhythm, s.quiet_from, s.quiet_until
FROM housing_savedsearch s
WHERE s.status = 'active' AND @answers
""".replace("@answers", _ANSWERS.replace("@words", _WORDS_OF_TODAY))

_AND_DID_NOT_MEET_IT = "AND (@answers) IS NOT TRUE\n".replace(
    "@answers",
    _ANSWERS.replace("@words", f"coalesce(%(search_vector)s::tsvector, {_WORDS_OF_TODAY})"),
)

_AND_KNOWS_NOTHING_OF_IT = """
    AND NOT EXISTS (
        SELECT FROM housing_alert alert
        JOIN housing_marketfact fact ON fact.id = alert.fact_id
        WHERE alert.search_id = s.id AND fact.dwelling_id = %(dwelling)s
    )
"""

_LEAD_SEARCHES_SQL = """
SELECT s.id, s.rhythm, s.quiet_from, s.quiet_until
FROM housing_savedsearch s
WHERE s.status = 'active'
    AND (@covers OR s.commune_id = %(commune)s)
    AND s.offer = ANY(%(offers)s)
    AND s.price && %(price)s::int4range
    AND (s.kinds = '{}' OR %(kind)s = ANY(s.kinds))
    AND EXISTS (
        SELECT FROM people_entitlement entitlement
        WHERE entitlement.person_id = s.person_id
            AND entitlement.kind = %(accompanied)s
            AND entitlement.starts_on <= %(today)s
            AND (entitlement.ends_on IS NULL OR entitlement.ends_on > %(today)s)
    )
""".replace("@covers", COVERS_THE_POSITION)

_INSERT_SQL = """
INSERT INTO housing_alert (id, search_id, fact_id, due_at, created_at)
SELECT made.id, search.id, %(fact)s, made.due_at, %(now)s
FROM unnest(%(identifiers)s::uuid[], %(searches)s::uuid[], %(dues)s::timestamptz[])
    AS made (id, search_id, due_at)
JOIN housing_savedsearch search ON search.id = made.search_id
FOR KEY SHARE OF search
ON CONFLICT (search_id, fact_id) DO NOTHING
"""

_FORGET_SQL = """
DELETE FROM housing_marketfact fact
WHERE fact.id = ANY(%(facts)s) AND fact.kind = 'changed'
    AND NOT EXISTS (SELECT FROM housing_alert alert WHERE alert.fact_id = fact.id)
"""
