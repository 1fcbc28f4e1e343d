"""The board of 20,000 projects, and the ranking of all the communes of France."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import cycle, islice

from bench.harness.budgets import GOALS
from bench.harness.client import Crew, Visitor, statuses
from bench.harness.instance import Instance, temporary_instance
from bench.harness.machine import describe_machine, described_since
from bench.harness.measures import summarise
from bench.harness.parts import missed
from bench.harness.query_plans.whole_reads import report_whole_reads
from bench.harness.registry import Report, workload
from bench.harness.sizes import Size
from bench.workloads.booking import SESSION_COOKIE

WEB_WORKERS = 4
REQUESTS, REQUESTS_OF_A_DEPARTEMENT, QUICK_REQUESTS = 400, 200, 40
EACH_KIND = 14
"""Requests of each part whose plans are read: the number of different ones."""

WISHES = (
    "",
    "fibre=3&bureau=2&gare=1",
    "ecoles=3&niveau=ecole&niveau=college&sante=3&commerces=2",
    "prix=3&budget=180000&surface=100&logements=2&cadre=2&lieu=village",
    "fibre=2&bureau=2&ecoles=2&sante=2&commerces=2&gare=2&paris=2&prix=2&budget=240000"
    "&logements=2&cadre=2&lieu=calme&accueil=2",
)
"""Criteria besides the requested communes: none, a few, all."""


BOARDS = ("", "", "?etape=visiting", "liste/", "liste/?page=3")
"""Pages that a coordinator opens: the board most of all."""

SEARCHES = tuple(
    f"{page}?mots={words}"
    for words in (
        "guerin",
        "jean-pierre+lebreton",
        "menage12",
        "notaire",
        "zo%C3%A9+huet",
        "verger+ruches",
        "pentec%C3%B4te",
    )
    for page in ("", "liste/")
)
"""Search terms of a coordinator: a family, one of its adults, an address, a trade, both names, a
frequent sentence about projects, and one of a message in twelve.
"""


@workload("welcome", "a coordinator's board of 20,000 projects, and the ranking of 35,000 communes")
def measure_welcome(size: Size) -> Report:
    """Loads communes, their facts and projects, then requests pages one after the other."""
    count = size.choose(REQUESTS, departement=REQUESTS_OF_A_DEPARTEMENT, quick=QUICK_REQUESTS)
    with temporary_instance(web_workers=WEB_WORKERS, communes=size.territory) as instance:
        machine = describe_machine() | {"postgresql": instance.postgres_version()}
        figures, requests = _stages(instance, size)
        measured, failures = asyncio.run(_measured(instance, requests, count))
        machine = described_since(machine)
        every = [
            request
            for kind_requests in requests.values()
            for request in islice(kind_requests, EACH_KIND)
        ]
        measured |= report_whole_reads(instance, every)
    figures |= measured
    if not size.is_quick:
        failures += missed(figures, GOALS["welcome"], machine=machine)
    parameters: dict[str, int | str] = {
        "web_workers": WEB_WORKERS,
        "requests": count,
        "size": size.name,
    }
    return Report(parameters, figures, machine, failures)


def _stages(
    instance: Instance, size: Size
) -> tuple[dict[str, int | float], dict[str, Iterator[bytes]]]:
    """Loads the data; returns the counts, and the requests of each part."""
    print("telling facts of the communes…", file=sys.stderr)
    communes = instance.set_stage("commune-facts")
    print(f"loading {size.projects + size.projects_elsewhere} projects…", file=sys.stderr)
    count_elsewhere = str(size.projects_elsewhere)
    board = instance.set_stage("projects", str(size.projects), count_elsewhere)
    figures = {
        f"ranking.{name}": communes[name]
        for name in ("communes", "facts", "facts_seconds", "refresh_seconds")
    } | {f"board.{name}": board[name] for name in ("projects", "load_seconds")}
    return figures, {
        "ranking": ranking_requests(communes["wished"]),
        "board": board_requests(board["session"]),
        "board_around": board_requests(board["session"], BOARDS),
        "board_words": board_requests(board["session"], SEARCHES),
    }


async def _measured(
    instance: Instance, requests: dict[str, Iterator[bytes]], count: int
) -> tuple[dict[str, int | float], list[str]]:
    """Measures the latency and processor time of each part, once every process is warm."""
    crew = Crew(instance.port)
    figures: dict[str, int | float] = {}
    failures: list[str] = []
    try:
        for name, kind_requests in requests.items():
            await crew.ask(islice(kind_requests, 4 * WEB_WORKERS), concurrency=1)
            before, started = instance.cpu_seconds(), time.perf_counter()
            answers = await crew.ask(islice(kind_requests, count), concurrency=1)
            elapsed, after = time.perf_counter() - started, instance.cpu_seconds()
            figures |= summarise(name, [answer.seconds for answer in answers], elapsed)
            for family in before:
                spent = (after[family] - before[family]) / count * 1000
                figures[f"{name}.{family}_cpu_per_request_ms"] = round(spent, 2)
            if any(answer.status != 200 or SIGNS[name] not in answer.body for answer in answers):
                failures.append(f"{name} was not answered as expected: {statuses(answers)}.")
    finally:
        crew.close()
    return figures, failures


SIGNS = {
    "ranking": b"suit-score",
    "board": b"Famille ",
    "board_around": b"Famille ",
    "board_words": b"Famille ",
}
"""Content that each page must have, so that it is not empty."""


def board_requests(session: str, pages: Sequence[str] = BOARDS[:1]) -> Iterator[bytes]:
    """Yields the pages of the coordinator, one after the other."""
    coordinator = Visitor({SESSION_COOKIE: session})
    for page in cycle(pages):
        yield coordinator.get(f"/espace/accueil/{page}")


def ranking_requests(wished: list[str]) -> Iterator[bytes]:
    """Yields each kind of criteria in turn, every second time near one or two communes."""
    visitor = Visitor()
    pleasing = cycle(wished)
    for number, wishes in enumerate(cycle(WISHES)):
        near = ""
        if wishes and number % 2:
            near = f"&proximite=3&pres-de={next(pleasing)}&pres-de={next(pleasing)}"
        yield visitor.get(f"/communes/pour-nous/?{wishes}{near}")
