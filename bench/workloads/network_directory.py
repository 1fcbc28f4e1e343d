"""The directory of the club among 100,000 members: by trade however it is spelt, near, deep."""

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
from bench.harness.parts import Figures
from bench.harness.query_plans.whole_reads import report_whole_reads
from bench.harness.sizes import Size
from bench.workloads.booking import SESSION_COOKIE

SEARCHES, SEARCHES_OF_A_DEPARTEMENT, QUICK_SEARCHES = 120, 60, 12
TRADES = ("graphiste", "comptable", "photographe", "traductrice", "menuisier", "juriste")
MISSPELT = ("graphsite", "développeuse", "comtable", "fotographe", "achitecte", "ébenniste")
WORDS = ("relire un devis", "lumière d’ouche", "camille guérin", "guérin graphsite", "boitron")


def kinds_of_search(towns: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Returns the parameters of the addresses, by the kind of search."""
    return {
        "newest": ("",),
        "trade": tuple(f"q={quote(word)}" for word in TRADES),
        "misspelt": tuple(f"q={quote(word)}" for word in MISSPELT),
        "words": tuple(f"q={quote(words)}" for words in WORDS),
        "near": tuple(f"commune={town}&rayon={km}" for town in towns for km in ("", 20, 50)),
        "near_trade": tuple(
            f"commune={town}&rayon=30&q={quote(MISSPELT[rank % len(MISSPELT)])}"
            for rank, town in enumerate(towns)
        ),
        "deep": ("page=10", f"q={quote('graphiste')}&page=12"),
        "nobody": (f"q={quote('zzyzx')}", f"q={quote('xylographomancien')}"),
    }


def measure_directory(instance: Instance, size: Size) -> Figures:
    """Measures the list of members, as anybody and as a member see it.

    Raises:
        RuntimeError: a response was not as expected.
    """
    count = size.members
    count_of_each = size.choose(
        SEARCHES, departement=SEARCHES_OF_A_DEPARTEMENT, quick=QUICK_SEARCHES
    )
    print(f"loading {count} members…", file=sys.stderr)
    loaded = instance.set_stage("members", str(count))
    figures: Figures = {
        "directory.members": loaded["members"],
        "directory.load_seconds": loaded["load_seconds"],
    }
    kinds, session = kinds_of_search(size.towns), loaded["session"]
    figures |= asyncio.run(_measured(instance.port, kinds, session, count_of_each))
    every = [query for queries in kinds.values() for query in queries]
    onlookers = (Visitor(), Visitor({SESSION_COOKIE: session}))
    sample = islice(directory_requests(onlookers, every), 2 * len(every))
    return figures | report_whole_reads(instance, sample, "directory.whole_reads")


async def _measured(
    port: int, kinds: dict[str, tuple[str, ...]], session: str, count_of_each: int
) -> Figures:
    crew = Crew(port)
    onlookers = (Visitor(), Visitor({SESSION_COOKIE: session}))
    figures: Figures = {}
    try:
        for kind, queries in kinds.items():
            await _ask(crew, onlookers, queries, 2 * len(queries))
            figures |= await _figures(crew, onlookers, f"directory.{kind}", queries, count_of_each)
        mixed = [
            query for row in zip_longest(*kinds.values()) for query in row if query is not None
        ]
        figures |= await _figures(crew, onlookers, "directory", mixed, count_of_each * len(kinds))
    finally:
        crew.close()
    return figures


async def _figures(
    crew: Crew, onlookers: Sequence[Visitor], name: str, queries: Sequence[str], count: int
) -> Figures:
    started = time.perf_counter()
    seconds = await _ask(crew, onlookers, queries, count)
    return summarise(name, seconds, time.perf_counter() - started)


async def _ask(
    crew: Crew, onlookers: Sequence[Visitor], queries: Sequence[str], count: int
) -> list[float]:
    sample = islice(directory_requests(onlookers, queries), count)
    answers = await crew.ask(sample, concurrency=1)
    if any(answer.status != 200 for answer in answers):
        raise RuntimeError(f"searches were not answered as expected: {statuses(answers)}")
    return [answer.seconds for answer in answers]


def directory_requests(onlookers: Sequence[Visitor], queries: Sequence[str]) -> Iterator[bytes]:
    """Yields each search as each reader in turn."""
    for query in cycle(queries):
        for onlooker in onlookers:
            yield onlooker.get(f"/club/?{query}" if query else "/club/")
