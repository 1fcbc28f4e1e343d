"""`bocage bench_matching`: saved searches by the million, asked whom a new home interests."""

import json
from argparse import ArgumentParser
from random import Random
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from bocage.bench.harness.copying import finish_loading
from bocage.bench.harness.measures import percentile
from bocage.bench.harness.nation import beginning_of_today
from bocage.bench.harness.wishes import EAST, NORTH, SOUTH, WEST, load_searches
from bocage.housing.models import Dwelling, SavedSearch
from bocage.housing.operations.matching import searches_met_by_dwelling


class Command(BaseCommand):
    help = "Called by `bocage bench` in the empty instance that it measures: never by hand."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("searches", type=int)
        parser.add_argument("--homes", type=int, default=500)

    def handle(self, *_args: Any, searches: int, homes: int, **_options: Any) -> None:
        """The addresses of the searches are of the bench: nothing else is deleted."""
        SavedSearch.objects.filter(email__endswith="@banc.example").delete()
        started = perf_counter()
        load_searches(searches, now=beginning_of_today())
        finish_loading()
        loaded = perf_counter() - started
        random = Random(61)
        drawn = [_home(random) for _number in range(homes)]
        for home in drawn[: homes // 5]:
            searches_met_by_dwelling(home)
        durations, hits = [], 0
        for home in drawn:
            started = perf_counter()
            hits += len(searches_met_by_dwelling(home))
            durations.append(perf_counter() - started)
        figures = {
            "p50_ms": round(percentile(durations, 50) * 1000, 2),
            "p95_ms": round(percentile(durations, 95) * 1000, 2),
            "hits": round(hits / homes, 1),
            "load_s": round(loaded, 1),
        }
        self.stdout.write(json.dumps(figures))


def _home(random: Random) -> Dwelling:
    """A house for sale somewhere in the country; it is asked about, never written."""
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
