"""Matching of new homes against a million saved searches."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from time import perf_counter

from django.utils import timezone

from bench.harness.copying import finish_loading
from bench.harness.measures import percentile
from bench.harness.nation import beginning_of_today
from bench.harness.wishes import EAST, NORTH, SOUTH, WEST, load_searches
from bocage.housing.alerts.operations.matching import searches_met_by_dwelling
from bocage.housing.models import Dwelling, SavedSearch

HOMES = 500


@dataclass(frozen=True)
class MatchingStage:
    """The delays of one home, how many searches each meets on average, how long loading took."""

    p50_ms: float
    p95_ms: float
    hits: float
    load_s: float


def match_homes(searches: int) -> MatchingStage:
    """Loads searches, in place of those of the bench, which are recognised by their addresses.

    Then matches each new home; a fifth of the homes are for warming.
    """
    SavedSearch.objects.filter(email__endswith="@banc.example").delete()
    started = perf_counter()
    load_searches(searches, now=beginning_of_today())
    finish_loading()
    loaded = perf_counter() - started
    random = Random(61)
    homes = [_home(random) for _number in range(HOMES)]
    for home in homes[: HOMES // 5]:
        searches_met_by_dwelling(home)
    durations, hits = [], 0
    for home in homes:
        started = perf_counter()
        hits += len(searches_met_by_dwelling(home))
        durations.append(perf_counter() - started)
    return MatchingStage(
        p50_ms=round(percentile(durations, 50) * 1000, 2),
        p95_ms=round(percentile(durations, 95) * 1000, 2),
        hits=round(hits / HOMES, 1),
        load_s=round(loaded, 1),
    )


def _home(random: Random) -> Dwelling:
    """Returns a house for sale somewhere in the country; it is matched, never written."""
    now = timezone.now()
    return Dwelling(
        offer="sale",
        kind="house",
        latitude=random.uniform(SOUTH + 0.5, NORTH - 0.5),
        longitude=random.uniform(WEST + 0.5, EAST - 0.5),
        position_precision="street",
        title="Maison",
        price_eur=random.randrange(90, 400) * 1_000,
        surface_m2=random.randrange(40, 160),
        rooms=random.randrange(2, 8),
        energy_class=random.choice("ABCDEFG"),
        first_seen_at=now,
        confirmed_at=now,
        changed_at=now,
    )
