"""Five years of a country: the dashboard, the public page, a night, and figures made again."""

from __future__ import annotations

import asyncio
import sys
import time
from itertools import cycle, islice

from bench.harness.client import Crew, Visitor, statuses
from bench.harness.instance import Instance
from bench.harness.measures import summarise
from bench.harness.parts import Figures, Part, measure_parts, of_the_size
from bench.harness.query_plans.whole_reads import report_whole_reads
from bench.harness.registry import Report, workload
from bench.harness.sizes import Size
from bench.workloads.booking import SESSION_COOKIE

ALL_DEPARTEMENTS = 101
REQUESTS, REQUESTS_OF_A_DEPARTEMENT, QUICK_REQUESTS = 400, 200, 20
CELLS_MADE_AGAIN = 100
WARMING = 16


@workload("evidence", "five years of a country: dashboards, public figures, a night")
def measure_evidence(size: Size) -> Report:
    """Measures the evidence room in one instance."""
    return measure_parts([Part("evidence", measure_country, of_the_size)], size)


def measure_country(instance: Instance, size: Size) -> Figures:
    """Loads five years, counts the nights, verifies figures, then requests pages.

    Raises:
        RuntimeError: a response was not as expected.
    """
    count = len(size.departements) or ALL_DEPARTEMENTS
    print(f"loading five years of {count} départements…", file=sys.stderr)
    stage = instance.set_stage("country", str(count))
    figures: Figures = {
        f"country.{name}": stage[name] for name in ("rows", "bookings", "load_seconds")
    }
    print("counting the first night, and those of before…", file=sys.stderr)
    first = instance.set_stage("first-night")
    figures["first_night.minutes"] = round(first["seconds"] / 60, 2)
    print("counting a night…", file=sys.stderr)
    figures |= _of_the_night(instance.set_stage("ordinary-night"))
    print(f"making {CELLS_MADE_AGAIN} figures again…", file=sys.stderr)
    again = instance.set_stage("recomputed", str(CELLS_MADE_AGAIN))
    figures |= {f"recomputed.{name}": again[name] for name in ("cells", "differences")}
    print("asking for pages…", file=sys.stderr)
    requests = size.choose(REQUESTS, departement=REQUESTS_OF_A_DEPARTEMENT, quick=QUICK_REQUESTS)
    pages = _pages(stage)
    figures |= asyncio.run(_measured(instance.port, pages, requests))
    every = [request for page_requests in pages.values() for request in page_requests]
    return figures | report_whole_reads(instance, every, "pages.whole_reads")


def _of_the_night(night: dict[str, int | float]) -> Figures:
    return {
        "snapshot.minutes": round(night["seconds"] / 60, 2),
        **{f"snapshot.{name}": night[name] for name in night if name != "seconds"},
    }


def _pages(stage: dict[str, str]) -> dict[str, list[bytes]]:
    coordinator = Visitor({SESSION_COOKIE: stage["session"]})
    code = stage["departement"]
    return {
        "public_page": [Visitor().get("/preuves/")],
        "dashboard": [coordinator.get(f"/espace/tableau-de-bord/departement/{code}/")],
    }


async def _measured(port: int, pages: dict[str, list[bytes]], count: int) -> Figures:
    crew = Crew(port)
    figures: Figures = {}
    try:
        for name, requests in pages.items():
            await _ask(crew, requests, WARMING)
            started = time.perf_counter()
            seconds = await _ask(crew, requests, count)
            figures |= summarise(name, seconds, time.perf_counter() - started)
    finally:
        crew.close()
    return figures


async def _ask(crew: Crew, requests: list[bytes], count: int) -> list[float]:
    answers = await crew.ask(islice(cycle(requests), count), concurrency=1)
    if any(answer.status != 200 for answer in answers):
        raise RuntimeError(f"pages were not answered as expected: {statuses(answers)}")
    return [answer.seconds for answer in answers]
