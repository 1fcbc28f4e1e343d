"""« Quelles communes nous vont ? » among all the communes of France."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice

from bocage.bench.harness.client import Crew, Visitor, statuses
from bocage.bench.harness.instance import Instance, temporary_instance
from bocage.bench.harness.machine import describe_machine
from bocage.bench.harness.measures import summarise
from bocage.bench.harness.registry import Report, workload

WEB_WORKERS = 4
REQUESTS, QUICK_REQUESTS = 400, 40
GOALS = {"ranking": 100.0}
"""Milliseconds that nineteen answers of twenty stay under, at the full size."""

WISHES = (
    "",
    "fibre=3&bureau=2&gare=1",
    "ecoles=3&niveau=ecole&niveau=college&sante=3&commerces=2",
    "prix=3&budget=180000&surface=100&logements=2&cadre=2&lieu=village",
    "fibre=2&bureau=2&ecoles=2&sante=2&commerces=2&gare=2&paris=2&prix=2&budget=240000"
    "&logements=2&cadre=2&lieu=calme&accueil=2",
)
"""What is asked, beside the communes that are wished: nothing, a little, and everything."""


@workload("welcome", "communes ranked by a household's wishes, among the 35,000 of France")
def measure_welcome(quick: bool) -> Report:
    """Loads the communes and their facts, then asks for rankings one after the other."""
    with temporary_instance(web_workers=WEB_WORKERS) as instance:
        machine = describe_machine() | {"postgresql": instance.postgres_version()}
        figures, failures = measure_ranking(instance, quick)
    if not quick:
        failures += [
            f"{name}.p95_ms is {figures[f'{name}.p95_ms']}, above {goal:.0f}."
            for name, goal in GOALS.items()
            if figures[f"{name}.p95_ms"] > goal
        ]
    parameters = {
        "web_workers": WEB_WORKERS,
        "requests": QUICK_REQUESTS if quick else REQUESTS,
    }
    return Report(parameters, figures, machine, failures)


def measure_ranking(instance: Instance, quick: bool) -> tuple[dict[str, int | float], list[str]]:
    """The figures of the ranking, in an instance without communes."""
    instance.run("import_territory", *(["61"] if quick else ["--all"]), "--json")
    print("telling facts of the communes…", file=sys.stderr)
    stage = json.loads(instance.run("bench_commune_facts"))
    figures: dict[str, int | float] = {
        f"ranking.{name}": stage[name]
        for name in ("communes", "facts", "facts_seconds", "refresh_seconds")
    }
    requests = ranking_requests(stage["wished"])
    return asyncio.run(_asked(instance.port, requests, figures, quick))


async def _asked(
    port: int, requests: Iterator[bytes], figures: dict[str, int | float], quick: bool
) -> tuple[dict[str, int | float], list[str]]:
    count = QUICK_REQUESTS if quick else REQUESTS
    crew = Crew(port)
    try:
        await crew.ask(islice(requests, 4 * WEB_WORKERS), concurrency=1)
        started = time.perf_counter()
        answers = await crew.ask(islice(requests, count), concurrency=1)
        elapsed = time.perf_counter() - started
    finally:
        crew.close()
    failures = []
    if any(answer.status != 200 or b"suit-score" not in answer.body for answer in answers):
        failures.append(f"rankings were not answered as expected: {statuses(answers)}.")
    measured = summarise("ranking", [answer.seconds for answer in answers], elapsed)
    return figures | measured, failures


def ranking_requests(wished: list[str]) -> Iterator[bytes]:
    """Each kind of wish in turn, every second time near one or two communes that please."""
    visitor = Visitor()
    pleasing = cycle(wished)
    for number, wishes in enumerate(cycle(WISHES)):
        near = ""
        if wishes and number % 2:
            near = f"&proximite=3&pres-de={next(pleasing)}&pres-de={next(pleasing)}"
        yield visitor.get(f"/communes/pour-nous/?{wishes}{near}")
