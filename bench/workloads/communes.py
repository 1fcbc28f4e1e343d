"""Suggestions of communes while people type, with all the communes of France in the database.

The queries are as in forms: one and two letters, beginnings, whole names, former names, parts of
names, misspellings, postcodes and codes; always equal.
"""

import asyncio
import json
import time
from collections.abc import Iterator
from random import Random
from urllib.parse import quote

from bench.harness.budgets import GOALS
from bench.harness.client import Crew, Visitor, statuses
from bench.harness.instance import temporary_instance
from bench.harness.machine import describe_machine, described_since
from bench.harness.measures import summarise
from bench.harness.parts import missed
from bench.harness.query_plans.whole_reads import report_whole_reads
from bench.harness.registry import Report, workload
from bench.harness.sizes import Size
from bocage.territory.reference_data import read_reference

WEB_WORKERS = 2
LETTERS = "abcdefghijklmnopqrstuvwxyz"
COMMON = ["saint", "st", "ste", "saint ger", "sur", "les", "la", "le", "de la", "saint jean de"]


@workload("communes", "suggestions of communes while typing, all of France imported")
def measure_communes(size: Size) -> Report:
    """Imports every commune, then requests suggestions one after the other over HTTP."""
    requests = [
        Visitor().get(f"/communes/suggestions?q={quote(query)}")
        for query in _queries(10 if size.is_quick else 75)
    ]
    with temporary_instance(web_workers=WEB_WORKERS) as instance:
        machine = describe_machine() | {"postgresql": instance.postgres_version()}
        started = time.perf_counter()
        outcome = json.loads(instance.run("import_territory", "--all", "--offline", "--json"))
        import_seconds = time.perf_counter() - started
        started = time.perf_counter()
        durations, wrong = asyncio.run(_ask(instance.port, requests))
        figures = summarise("suggestions", durations, time.perf_counter() - started)
        machine = described_since(machine)
        figures |= report_whole_reads(instance, requests)
    figures["import.all_s"] = round(import_seconds, 1)
    figures["import.communes"] = outcome["territory"]["communes"]["new"]
    failures = [f"{wrong} answers were not 200."] if wrong else []
    if not size.is_quick:
        failures += missed(figures, GOALS["communes"], machine=machine)
    parameters = {"queries": len(requests), "web_workers": WEB_WORKERS}
    return Report(parameters, figures, machine, failures)


async def _ask(port: int, requests: list[bytes]) -> tuple[list[float], int]:
    """Returns the seconds of each response, and the number of those that were not 200."""
    crew = Crew(port)
    await crew.ask(requests[:20], concurrency=WEB_WORKERS)
    answers = await crew.ask(requests, concurrency=1)
    crew.close()
    counts = statuses(answers)
    return [answer.seconds for answer in answers], len(answers) - counts.get(200, 0)


def _queries(count: int) -> Iterator[str]:
    """Yields queries of each kind, of which there are about eight."""
    chance = Random(61)
    reference = read_reference()
    names = [commune.name for commune in reference.communes]
    former = [commune.name for commune in reference.former_communes if commune.name]
    yield from [*LETTERS, *COMMON]
    for _ in range(count):
        yield chance.choice(names)[:2]
        yield chance.choice(names)[: chance.randint(3, 12)]
        yield chance.choice(names).lower()
        yield chance.choice(former)
        yield _part(chance, chance.choice(names))
        yield _misspelt(chance, chance.choice(names))
        commune = chance.choice(reference.communes)
        yield (commune.postcodes or (commune.code,))[0][: chance.randint(2, 5)]


def _part(chance: Random, name: str) -> str:
    start = chance.randint(0, max(0, len(name) - 4))
    return name[start : start + chance.randint(3, 8)]


def _misspelt(chance: Random, name: str) -> str:
    at = chance.randrange(len(name))
    return name[:at] + chance.choice("aeioulrst") + name[at + 1 :]
