"""Search, the host's week and booking, in a France full of places and of bookings.

A tenth of the places is loaded and measured first, then all of them, to measure the growth.
"""

import asyncio
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, islice

from bench.harness.budgets import GOALS, PROMISES
from bench.harness.client import Answer, Crew, Visitor, statuses
from bench.harness.instance import Instance, temporary_instance
from bench.harness.machine import describe_machine, described_since
from bench.harness.measures import summarise
from bench.harness.parts import broken, missed
from bench.harness.query_plans.whole_reads import report_whole_reads
from bench.harness.registry import Report, workload
from bench.harness.sizes import Size
from bench.harness.stage import Room
from bench.harness.stages.nation import NationStage
from bench.workloads.booking import OVERLAPS, SESSION_COOKIE, Booker, is_booked

WEB_WORKERS = 4
BOOKERS_AT_ONCE = 8
EXPLAINED = 5
"""Number of each kind that is requested when plans are logged."""
HOURS = (9, 10, 11, 14, 15, 16, 17)
GROWING = ("availability_search", "week_board", "booking")


MIN_WITH_A_TENTH = 320
"""With fewer places, a tenth of them has no room for everybody who books."""


@dataclass(frozen=True)
class Requests:
    """Number of requests of each part."""

    searches: int
    boards: int
    bookings: int


FULL = Requests(searches=400, boards=400, bookings=800)
OF_A_DEPARTEMENT = Requests(searches=200, boards=200, bookings=400)
QUICK = Requests(searches=60, boards=60, bookings=160)


@workload("workspaces", "search, host's week and booking among five million bookings")
def measure_workspaces(size: Size) -> Report:
    """Loads a tenth of the places, measures, loads the others, and measures again."""
    requests = size.choose(FULL, departement=OF_A_DEPARTEMENT, quick=QUICK)
    figures: dict[str, int | float] = {}
    failures: list[str] = []
    with temporary_instance(web_workers=WEB_WORKERS, communes=size.territory) as instance:
        machine = describe_machine() | {"postgresql": instance.postgres_version()}
        for suffix, first, last in _loads(size.places):
            stage = _load(instance, first, last)
            figures |= _load_figures(stage, suffix)
            measured, remaining = asyncio.run(_measure(instance, stage, requests, suffix, failures))
            figures |= measured
        machine = described_since(machine)
        figures["overlaps"] = instance.fetch_number(OVERLAPS)
        figures |= report_whole_reads(instance, [*_pages(stage), *remaining])
    failures += broken(figures, PROMISES["workspaces"])
    if size.places >= MIN_WITH_A_TENTH:
        figures |= _growth(figures)
    if not size.is_quick:
        failures += missed(figures, GOALS["workspaces"], machine=machine)
    parameters = {
        "web_workers": WEB_WORKERS,
        "bookers_at_once": BOOKERS_AT_ONCE,
        "places": size.places,
        **vars(requests),
    }
    return Report(parameters, figures, machine, failures)


def _loads(places: int) -> Iterator[tuple[str, int, int]]:
    """Yields the loads to measure: a tenth first, if there are enough places for it."""
    tenth = places // 10 if places >= MIN_WITH_A_TENTH else 0
    if tenth:
        yield "_tenth", 0, tenth
    yield "", tenth, places


def _load(instance: Instance, first: int, last: int) -> NationStage:
    print(f"loading places {first} to {last}…", file=sys.stderr)
    stage = NationStage(**instance.set_stage("nation", str(first), str(last)))
    print(f"loaded in {stage.load_seconds} s: {stage.counts}", file=sys.stderr)
    return stage


def _load_figures(stage: NationStage, suffix: str) -> dict[str, int | float]:
    return {f"load{suffix}.{name}": count for name, count in stage.counts.items()} | {
        f"load{suffix}.seconds": stage.load_seconds,
        f"load{suffix}.database_mb": stage.database_mb,
    }


async def _measure(
    instance: Instance, stage: NationStage, amounts: Requests, suffix: str, failures: list[str]
) -> tuple[dict[str, int | float], list[bytes]]:
    """Runs the parts, and a few extra bookings.

    Each part comes after a warming in which every process receives as many requests as are
    measured: each then has the places cached, and the pages of the database changed since the last
    checkpoint are already in its WAL.
    """
    crew = Crew(instance.port)
    figures: dict[str, int | float] = {}
    parts = {
        "availability_search": (_searches(stage), amounts.searches, 1),
        "week_board": (_boards(stage, "etat.json"), amounts.boards, 1),
        "week_board_page": (_boards(stage), amounts.boards, 1),
        "booking": (await _bookings(crew, stage), amounts.bookings, BOOKERS_AT_ONCE),
    }
    for name, (requests, count, at_once) in parts.items():
        if name == "booking":
            await crew.ask(_pages_to_book(stage), concurrency=at_once)
        warming = await crew.ask(islice(requests, count), concurrency=at_once)
        if name != "booking":
            await crew.ask(islice(requests, count * (WEB_WORKERS - 1)), concurrency=WEB_WORKERS)
        figures |= _cold(name + suffix, warming)
        started = time.perf_counter()
        answers = await crew.ask(islice(requests, count), concurrency=at_once)
        elapsed = time.perf_counter() - started
        figures |= summarise(name + suffix, [answer.seconds for answer in answers], elapsed)
        if not all(
            is_booked(answer) if name == "booking" else answer.status == 200 for answer in answers
        ):
            failures.append(f"{name}{suffix} was not answered as expected: {statuses(answers)}.")
    crew.close()
    return figures, [*islice(parts["booking"][0], EXPLAINED)]


def _cold(name: str, answers: list[Answer]) -> dict[str, int | float]:
    """Returns the durations of the first requests.

    For searches and boards, no process had read the plan of any place; for bookings, just after a
    checkpoint, whole pages go to the WAL.
    """
    summary = summarise(f"{name}.cold", [answer.seconds for answer in answers], 1)
    return {f"{name}.cold_p95_ms": summary[f"{name}.cold.p95_ms"]}


def _searches(stage: NationStage) -> Iterator[bytes]:
    """Yields searches near a commune on a morning: each commune in turn, each day in turn."""
    visitor = Visitor()
    days = cycle([*stage.free_days, *stage.free_days[:1]])
    for commune, day in zip(cycle(stage.communes), days, strict=False):
        yield visitor.get(f"/travailler/?commune={commune}&jour={day}&moment=matin")


def _boards(stage: NationStage, page: str = "") -> Iterator[bytes]:
    """Yields the week of a place: each place in turn, five weeks of each.

    `page` is empty for the board, and `etat.json` for its polling.
    """
    first = date.fromisoformat(stage.free_days[0])
    for number, host in enumerate(cycle(stage.hosts)):
        day = first + timedelta(days=7 * (number // len(stage.hosts) % 5))
        visitor = Visitor({SESSION_COOKIE: host["session"]})
        yield visitor.get(f"/espace/lieux/{host['slug']}/tableau/{day}/{page}?vue=semaine")


async def _bookings(crew: Crew, stage: NationStage) -> Iterator[bytes]:
    """Yields each hour of the free rooms, once; each person uses one room."""
    days = [date.fromisoformat(day) for day in stage.free_days]
    bookers = [
        (Booker(booker["session"]), Room(booker["slug"], booker["resource_id"]))
        for booker in stage.bookers
    ]
    for booker, room in bookers:
        await booker.open_page(crew, room, days[0])
    return (
        booker.book(room, day, hour) for day in days for hour in HOURS for booker, room in bookers
    )


def _pages_to_book(stage: NationStage) -> list[bytes]:
    """Returns the pages of the booked places, repeated so that every process reads the plan of
    each.
    """
    pages = [
        Visitor({SESSION_COOKIE: booker["session"]}).get(f"/travailler/{booker['slug']}/")
        for booker in stage.bookers
    ]
    return pages * (4 * WEB_WORKERS)


def _pages(stage: NationStage) -> list[bytes]:
    """Returns a few of each measured page, and of the places."""
    groups = (_searches(stage), _boards(stage, "etat.json"), _boards(stage))
    pages = [request for requests in groups for request in islice(requests, EXPLAINED)]
    return pages + _pages_to_book(stage)[: len(stage.bookers)]


def _growth(figures: dict[str, int | float]) -> dict[str, int | float]:
    """Returns the ratio of the durations of each part, with ten times as much in the database."""
    return {
        f"{name}.growth": round(figures[f"{name}.p95_ms"] / figures[f"{name}_tenth.p95_ms"], 2)
        for name in GROWING
    }
