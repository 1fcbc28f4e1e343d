"""Distance from each home to the nearest place to work, stored with the home for searches."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_rows
from bocage.housing.deduplication.operations.market_facts import (
    READ_BY_SEARCHES,
    comes_nearer,
    fact_of_nearer,
)
from bocage.housing.market.models.dwellings import Dwelling
from bocage.housing.market.models.facts import MarketFact
from bocage.housing.market.operations import enqueue_matching
from bocage.housing.searches.models import SavedSearch
from bocage.territory.landmarks import landmark_kind

WORKSPACE = "workspace"
"""The code of the landmarks that `Dwelling.workspace_m` is about."""
BATCH = 1_000


def measure_landmarks(
    dwelling_ids: Collection[UUID],
    *,
    notified: Collection[UUID | None] = (),
    now: datetime | None = None,
) -> int:
    """Measures the distance from dwellings to the nearest place to work; two statements. Returns
    how many distances changed.

    Without a position, or where no app provides such places, a dwelling has no distance. A home
    that comes within the distance that a search requires gets a market fact, except those of
    `notified`, which have one already.
    """
    with transaction.atomic():
        homes = list(
            lock_rows(Dwelling.objects.filter(pk__in=dwelling_ids))
            .only("is_on_the_market", "is_under_offer", *READ_BY_SEARCHES)
            .order_by("pk")
        )
        measured = _distances(homes)
        changes = [
            (home, home.workspace_m) for home in homes if measured.get(home.pk) != home.workspace_m
        ]
        for home, _was in changes:
            home.workspace_m = measured.get(home.pk)
        Dwelling.objects.bulk_update([home for home, _was in changes], ["workspace_m"])
        _write_nearer_facts(
            [(home, was) for home, was in changes if home.pk not in notified], now or timezone.now()
        )
    return len(changes)


def _distances(homes: list[Dwelling]) -> dict[UUID, int]:
    """Returns the distance in metres from each home with a position to the nearest place to
    work.
    """
    kind = landmark_kind(WORKSPACE)
    located = [
        (home.pk, (home.latitude, home.longitude))
        for home in homes
        if home.latitude is not None and home.longitude is not None
    ]
    distances = kind.distances([position for _key, position in located]) if kind else ()
    return {
        key: round(distance)
        for (key, _position), distance in zip(located, distances, strict=False)
        if distance is not None
    }


def _write_nearer_facts(changes: list[tuple[Dwelling, int | None]], now: datetime) -> None:
    """Writes the facts of homes that came within a distance that a search requires."""
    nearer = [
        (home, was)
        for home, was in changes
        if home.is_on_the_market and not home.is_under_offer and comes_nearer(home.workspace_m, was)
    ]
    if not nearer:
        return
    distances = (
        SavedSearch.objects.active()
        .filter(workspace_within_m__isnull=False)
        .order_by()
        .values_list("workspace_within_m", flat=True)
        .distinct()
    )
    limits = [limit for limit in distances if limit is not None]
    facts = [
        fact_of_nearer(home, was, now)
        for home, was in nearer
        if any(
            (home.workspace_m or 0) <= limit and (was is None or limit < was) for limit in limits
        )
    ]
    if facts:
        MarketFact.objects.bulk_create(facts)
        enqueue_matching()


def measure_next(after: UUID | None = None) -> UUID | None:
    """Measures the next homes on the market, in the order of their keys.

    Returns the key of the last one measured, to resume from; None when all are done.
    """
    homes = Dwelling.objects.on_the_market().order_by("pk")
    if after is not None:
        homes = homes.filter(pk__gt=after)
    batch = list(homes.values_list("pk", flat=True)[:BATCH])
    if not batch:
        return None
    measure_landmarks(batch)
    return batch[-1]
