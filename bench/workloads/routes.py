"""Every page of the product, in an instance filled with data: search of the slowest."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from operator import itemgetter
from statistics import median

from bench.harness.budgets import GOALS
from bench.harness.client import Crew, Program, Visitor
from bench.harness.filled import filled_instance
from bench.harness.instance import Instance
from bench.harness.machine import describe_machine, described_since
from bench.harness.measures import percentile
from bench.harness.parts import Figures, missed
from bench.harness.query_plans.fresh import FRESH, needs_statistics
from bench.harness.query_plans.plans import count_defects
from bench.harness.registry import Report, workload
from bench.harness.sizes import Size
from bench.harness.walk import FoundRoute, Walker, walk
from bench.workloads.booking import SESSION_COOKIE

ROUNDS, ROUNDS_OF_A_DEPARTEMENT, QUICK_ROUNDS = 7, 5, 1
CONFIRMATIONS = 2
"""How often routes that seem to need statistics are measured again, in both states."""
LONG_SECONDS = 10.0
"""Seconds of a route after which it is not requested again: a file of a whole country."""
SETTINGS = {"BOCAGE_API_REQUESTS_PER_MINUTE": "1000000000"}


@workload("routes", "every page, file and list of the API that a coordinator reaches, each alone")
def measure_routes(size: Size) -> Report:
    """Fills an instance, follows its links, then requests each route repeatedly.

    One process, one request at a time, so that a figure is the cost of its page.
    """
    rounds = size.choose(ROUNDS, departement=ROUNDS_OF_A_DEPARTEMENT, quick=QUICK_ROUNDS)
    with filled_instance(size, settings=SETTINGS) as (instance, stage):
        machine = describe_machine() | {"postgresql": instance.postgres_version()}
        walker = Walker(Visitor({SESSION_COOKIE: stage["session"]}), Program(stage["token"]))
        figures = stage["figures"] | _measured(instance, walker, rounds)
        machine = described_since(machine)
    failures = [] if size.is_quick else missed(figures, GOALS["routes"], machine=machine)
    parameters: dict[str, int | str] = {"web_workers": 1, "rounds": rounds, "size": size.name}
    return Report(parameters, figures, machine, failures)


def _measured(instance: Instance, walker: Walker, rounds: int) -> Figures:
    print("walking…", file=sys.stderr)
    walked = asyncio.run(walk(instance.port, walker))
    for link in walked.dead:
        led = f"{link.page} leads to {link.link}, which" if link.page else link.link
        print(f"{led} answers {link.status}", file=sys.stderr)
    print(f"asking for {len(walked.routes)} routes…", file=sys.stderr)
    timings = asyncio.run(_ask(instance.port, walker, walked.routes, rounds))
    fresh_timings = _without_statistics(instance, walker, walked.routes, rounds)
    figures: Figures = {"routes": len(walked.routes), "dead_links": len(walked.dead)}
    figures |= figures_of_families(timings)
    figures |= figures_of_routes(timings)
    steady, fresh = dict(timings), dict(fresh_timings)
    for _again in range(CONFIRMATIONS):
        suspects = [route for route in fresh if needs_statistics(fresh[route], steady[route])]
        again = _without_statistics(instance, walker, suspects, rounds)
        fresh |= shortest(fresh, again)
        again = asyncio.run(_ask(instance.port, walker, suspects, rounds))
        steady |= shortest(steady, again)
    figures |= figures_without_statistics(steady, fresh)
    requests = [walker.request(route.path) for route in walked.routes]
    return figures | count_defects(instance, requests)


def _without_statistics(
    instance: Instance, walker: Walker, routes: list[FoundRoute], rounds: int
) -> list[tuple[FoundRoute, float]]:
    with instance.without_statistics():
        return asyncio.run(_ask(instance.port, walker, routes, rounds))


def shortest(
    before: Mapping[FoundRoute, float], again: list[tuple[FoundRoute, float]]
) -> dict[FoundRoute, float]:
    """Returns the shorter of two durations of each route: other work only makes one longer."""
    return {route: min(before[route], milliseconds) for route, milliseconds in again}


def figures_without_statistics(
    steady: Mapping[FoundRoute, float], fresh: Mapping[FoundRoute, float]
) -> Figures:
    """Returns the duration of each route without statistics, and how many need them; reports these
    on stderr.
    """
    slower = 0
    for route, fresh_ms in fresh.items():
        if needs_statistics(fresh_ms, steady[route]):
            slower += 1
            print(
                f"{route.route} takes {fresh_ms} ms without statistics,"
                f" {steady[route]} ms with them.",
                file=sys.stderr,
            )
    figures: Figures = {f"{route.route}{FRESH}": fresh_ms for route, fresh_ms in fresh.items()}
    return figures | {"slower_pages_fresh": slower}


async def _ask(
    port: int, walker: Walker, routes: list[FoundRoute], rounds: int
) -> list[tuple[FoundRoute, float]]:
    """Returns the duration of each route: the median of its rounds, in milliseconds."""
    crew = Crew(port)
    try:
        return [
            (route, await _median_ms(crew, walker.request(route.path), rounds)) for route in routes
        ]
    finally:
        crew.close()


async def _median_ms(crew: Crew, request: bytes, rounds: int) -> float:
    """Measures one request after the other, without storing responses of hundreds of megabytes."""
    times: list[float] = []
    while len(times) < rounds and sum(times) < LONG_SECONDS:
        times.append((await crew.ask_one(request)).seconds)
    return round(median(times) * 1000, 2)


def figures_of_routes(timings: list[tuple[FoundRoute, float]]) -> Figures:
    """Returns the duration of each route, the slowest first, and of its first request (`cold`).

    Cached files and figures were computed in the first.
    """
    figures: Figures = {}
    for route, milliseconds in sorted(timings, key=itemgetter(1), reverse=True):
        figures[f"{route.route}.p50_ms"] = milliseconds
        figures[f"{route.route}.cold_ms"] = round(route.seconds * 1000, 2)
    return figures


def figures_of_families(timings: list[tuple[FoundRoute, float]]) -> Figures:
    """Returns counts and durations of public pages, pages of the Espace, the API and files."""
    figures: Figures = {}
    families = sorted({route.family for route, _milliseconds in timings})
    for name in families:
        times = [milliseconds for route, milliseconds in timings if route.family == name]
        figures[f"{name}.routes"] = len(times)
        for share in (50, 95):
            figures[f"{name}.p{share}_ms"] = percentile(times, share)
        figures[f"{name}.slowest_ms"] = max(times)
    return figures
