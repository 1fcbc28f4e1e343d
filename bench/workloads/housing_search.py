"""The results page of homes, among a million of them: each kind of search, and all together."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import cycle, islice, zip_longest
from urllib.parse import quote

from bench.harness.client import Crew, Visitor, statuses
from bench.harness.instance import Instance
from bench.harness.measures import summarise
from bench.harness.query_plans.whole_reads import report_whole_reads
from bench.harness.sizes import Size

SEARCHES, QUICK_SEARCHES = 60, 12
WORDS = ("presbytère", "longères étang", "verger", "télétravail", "grange poutres")


def kinds_of_search(towns: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Returns the parameters of the addresses, by the kind of search."""
    return {
        "newest": ("", "offre=location", "prix-max=250000"),
        "cheapest": ("tri=prix", "tri=prix&surface-min=80", "offre=location&tri=prix&pieces-min=2"),
        "around": tuple(f"commune={town}&rayon={km}" for town in towns for km in (10, 30)),
        "nearest": tuple(f"commune={town}&tri=proches&prix-max=200000" for town in towns),
        "narrow": (
            "prix-max=120000&surface-min=100&energie=C&jardin=oui",
            "prix-max=90000&surface-min=90&pieces-min=4&terrain-min=2000",
            f"commune={towns[0]}&rayon=60&prix-max=150000&bureau=oui&fibre=oui&travail=5",
        ),
        "words": tuple(f"mots={quote(words)}" for words in WORDS),
        "words_around": tuple(
            f"commune={town}&rayon=30&mots={quote(WORDS[rank % len(WORDS)])}"
            for rank, town in enumerate(towns)
        ),
        "deep": ("page=10", "tri=surface&page=20"),
    }


def measure_search(instance: Instance, size: Size) -> dict[str, int | float]:
    """Measures the results page, in an instance that has neither communes nor listings.

    Loads the homes, then requests each search once to warm and again to measure.

    Raises:
        RuntimeError: a response was not as expected.
    """
    count, count_of_each = size.homes, QUICK_SEARCHES if size.is_quick else SEARCHES
    print(f"loading {count} homes…", file=sys.stderr)
    loaded = instance.set_stage("homes", str(count))
    figures: dict[str, int | float] = {
        "search_page.homes": loaded["dwellings"],
        "search_page.load_seconds": loaded["load_seconds"],
    }
    print("asking for pages of results…", file=sys.stderr)
    kinds = kinds_of_search(size.towns)
    figures |= asyncio.run(_measured(instance.port, kinds, count_of_each))
    every = [query for queries in kinds.values() for query in queries]
    sample = islice(_requests(every), len(every))
    return figures | report_whole_reads(instance, sample, "search_page.whole_reads")


async def _measured(
    port: int, kinds: dict[str, tuple[str, ...]], count_of_each: int
) -> dict[str, int | float]:
    crew = Crew(port)
    figures: dict[str, int | float] = {}
    try:
        for kind, queries in kinds.items():
            await _ask(crew, queries, len(queries))
            figures |= await _figures(crew, f"search_page.{kind}", queries, count_of_each)
        mixed = [
            query for row in zip_longest(*kinds.values()) for query in row if query is not None
        ]
        figures |= await _figures(crew, "search_page", mixed, count_of_each * len(kinds))
    finally:
        crew.close()
    return figures


async def _figures(
    crew: Crew, name: str, queries: tuple[str, ...] | list[str], count: int
) -> dict[str, int | float]:
    started = time.perf_counter()
    seconds = await _ask(crew, queries, count)
    return summarise(name, seconds, time.perf_counter() - started)


async def _ask(crew: Crew, queries: tuple[str, ...] | list[str], count: int) -> list[float]:
    answers = await crew.ask(islice(_requests(queries), count), concurrency=1)
    if any(answer.status != 200 for answer in answers):
        raise RuntimeError(f"searches were not answered as expected: {statuses(answers)}")
    return [answer.seconds for answer in answers]


def _requests(queries: tuple[str, ...] | list[str]) -> Iterator[bytes]:
    visitor = Visitor()
    for query in cycle(queries):
        yield visitor.get(f"/se-loger/?{query}" if query else "/se-loger/")
