"""Grouping of listings into homes: pairs are judged, grouped, and given their dwellings."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q

from bocage.foundation.db.identifiers import new_identifier
from bocage.housing.deduplication.models import LinkageVerdict
from bocage.housing.deduplication.operations.trait_reader import Reader, candidate_pairs
from bocage.housing.deduplication.record_linkage import (
    Judgement,
    Ruling,
    group_homes,
    heed_rivals,
    judge_pairs,
)
from bocage.housing.deduplication.record_linkage.traits import Traits
from bocage.housing.market.models.listings import Listing

type Pair = frozenset[UUID]


@dataclass
class Homes:
    """Listings by their new dwelling.

    `absorbed` maps each deleted dwelling to the one that it is merged into, `split_from` each new
    dwelling to the one whose listings it took.
    """

    listings: dict[UUID, list[Listing]] = field(default_factory=dict)
    absorbed: dict[UUID, UUID] = field(default_factory=dict)
    split_from: dict[UUID, UUID] = field(default_factory=dict)


def arrange_homes(batch: list[UUID], *, reader: Reader, now: datetime) -> Homes:
    """Judges changed listings against similar ones, writes the verdicts, and groups the homes."""
    candidates = candidate_pairs(batch, now=now)
    listings = _load({*batch, *(key for pair in candidates for key in pair)})
    traits = reader.traits(listings.values())
    judged = judge_pairs(candidates, traits, reader.crowd, reader.habits)
    rulings = _enclose(set(batch), listings, judged, traits, reader)
    involved = {*batch, *(key for pair in judged for key in pair)}
    involved |= {key for pair in rulings for key in pair}
    homes_before = {listings[key].dwelling_id for key in involved} - {None}
    involved |= {key for key, listing in listings.items() if listing.dwelling_id in homes_before}
    judged = heed_rivals(judged, traits)
    groups = group_homes(
        sorted(involved), judged, rulings, lambda a, b: reader.judge(traits[a], traits[b])
    )
    homes = _give_dwellings([[listings[key] for key in sorted(group)] for group in groups])
    _write_verdicts(set(batch), judged, homes, now)
    return homes


def _load(keys: Iterable[UUID]) -> dict[UUID, Listing]:
    return {listing.pk: listing for listing in Listing.objects.filter(pk__in=list(keys))}


def _enclose(
    batch: set[UUID],
    listings: dict[UUID, Listing],
    judged: dict[Pair, Judgement],
    traits: dict[UUID, Traits],
    reader: Reader,
) -> dict[Pair, Ruling]:
    """Adds the listings connected with the batch: those of the same dwellings, and those that
    earlier verdicts link to them. Returns the decisions of people among all of these.
    """
    rulings: dict[Pair, Ruling] = {}
    near = {*batch, *(key for pair in judged for key in pair)}
    visited: set[UUID] = set()
    while new := near - visited:
        visited |= new
        homes = {listings[key].dwelling_id for key in new} - {None}
        mates = set(Listing.objects.filter(dwelling__in=homes).values_list("pk", flat=True))
        tied = LinkageVerdict.objects.filter(
            ~Q(verdict=LinkageVerdict.Verdict.DOUBTFUL) | Q(decided_at__isnull=False),
            Q(first__in=new | mates) | Q(second__in=new | mates),
        ).values_list("first", "second", "verdict", "decided_at")
        again: set[Pair] = set()
        for first, second, verdict, decided_at in tied.order_by():
            pair = frozenset((first, second))
            if decided_at:
                is_linked = verdict == LinkageVerdict.Verdict.LINKED
                rulings[pair] = Ruling(is_linked, decided_at.timestamp())
            if pair not in judged and batch.isdisjoint(pair):
                again.add(pair)
            near |= pair
        near |= mates
        missing = near - listings.keys()
        loaded = _load(missing)
        listings |= loaded
        traits |= reader.traits(loaded.values()) if loaded else {}
        for pair in again:
            first, second = pair
            judged[pair] = reader.judge(traits[first], traits[second])
    return rulings


def _give_dwellings(groups: list[list[Listing]]) -> Homes:
    """Gives each group the oldest of its dwellings; the others are merged into it.

    A dwelling whose listings are in several groups stays with its oldest listing.
    """
    oldest_claims: dict[UUID, tuple[datetime, UUID, int]] = {}
    for number, group in enumerate(groups):
        for listing in group:
            if listing.dwelling_id:
                claim = (listing.first_seen_at, listing.pk, number)
                earlier = oldest_claims.get(listing.dwelling_id)
                oldest_claims[listing.dwelling_id] = min(earlier, claim) if earlier else claim
    claims: dict[int, list[UUID]] = defaultdict(list)
    for dwelling, (_date, _listing, number) in sorted(
        oldest_claims.items(), key=lambda item: item[1]
    ):
        claims[number].append(dwelling)
    homes = Homes()
    for number, group in enumerate(groups):
        survivor, *absorbed = claims.get(number) or [new_identifier()]
        homes.listings[survivor] = group
        homes.absorbed |= dict.fromkeys(absorbed, survivor)
        former = {listing.dwelling_id for listing in group if listing.dwelling_id}
        if number not in claims and former:
            homes.split_from[survivor] = min(former)
    return homes


UPSERT_VERDICTS = """
INSERT INTO housing_linkageverdict (id, first_id, second_id, verdict, score, reasons, judged_at)
SELECT id, first_id, second_id, verdict, score, reasons::jsonb, %s
FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::text[], %s::float8[], %s::text[])
    AS rows (id, first_id, second_id, verdict, score, reasons)
ON CONFLICT (first_id, second_id) DO UPDATE
SET verdict = excluded.verdict, score = excluded.score, reasons = excluded.reasons,
    judged_at = excluded.judged_at
WHERE housing_linkageverdict.decided_at IS NULL
"""

FORGET_VERDICTS = """
DELETE FROM housing_linkageverdict
WHERE decided_at IS NULL AND (first_id = ANY(%s) OR second_id = ANY(%s))
    AND (first_id, second_id) NOT IN (SELECT * FROM unnest(%s::uuid[], %s::uuid[]))
"""


def _write_verdicts(
    batch: set[UUID], judged: dict[Pair, Judgement], homes: Homes, now: datetime
) -> None:
    """Stores one verdict for each pair that is or may be one home; decisions of people stay.

    A similar pair is doubtful only if both listings are on the market and belong to different
    homes.
    """
    home = {listing.pk: dwelling for dwelling, group in homes.listings.items() for listing in group}
    offered = {
        listing.pk
        for group in homes.listings.values()
        for listing in group
        if listing.gone_at is None
    }
    rows = []
    for pair, judgement in judged.items():
        first, second = sorted(pair)
        if home[first] == home[second]:
            verdict = LinkageVerdict.Verdict.LINKED
        elif pair <= offered and not judgement.is_apart:
            verdict = LinkageVerdict.Verdict.DOUBTFUL
        else:
            continue
        rows.append((first, second, verdict.value, judgement))
    with connection.cursor() as cursor:
        pairs = [(first, second) for first, second, _verdict, _judgement in rows]
        cursor.execute(
            FORGET_VERDICTS,
            [list(batch), list(batch), [pair[0] for pair in pairs], [pair[1] for pair in pairs]],
        )
        if rows:
            cursor.execute(UPSERT_VERDICTS, [now, *_columns(rows)])


def _columns(rows: list[tuple[UUID, UUID, str, Judgement]]) -> list[list[object]]:
    """Returns the rows as arrays, one a column, each verdict with an identifier of its own."""
    firsts, seconds, verdicts, judgements = zip(*rows, strict=True)
    return [
        [new_identifier() for _row in rows],
        list(firsts),
        list(seconds),
        list(verdicts),
        [judgement.score for judgement in judgements],
        [
            json.dumps([reason.as_document() for reason in judgement.reasons])
            for judgement in judgements
        ],
    ]
