"""API under load: availability, lists of places and homes, and bookings, compared with pages.

Hundreds of different addresses are requested in turn, by eight clients at once without
`If-None-Match`. While availability is read, a booking is made every other second in the places that
are read, so that responses change.
"""

import asyncio
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, cycle, islice, zip_longest
from typing import Any
from uuid import uuid4

from bench.harness.budgets import FLOORS, GOALS, PROMISES
from bench.harness.client import Answer, Crew, Program, Visitor, statuses
from bench.harness.instance import Instance, temporary_instance
from bench.harness.machine import describe_machine, described_since
from bench.harness.measures import summarise
from bench.harness.parts import Figures, broken, missed
from bench.harness.query_plans.whole_reads import report_whole_reads
from bench.harness.registry import Report, workload
from bench.harness.sizes import FRANCE, Size
from bench.harness.stage import Room
from bench.harness.stages.nation import NationStage
from bench.workloads.booking import OVERLAPS, SESSION_COOKIE, Booker, is_booked
from bench.workloads.housing_search import kinds_of_search
from bocage.workspaces.opening_hours.availability import instant

WEB_WORKERS = 4
AT_ONCE = 8
SECONDS_BETWEEN_BOOKINGS = 2.0
"""Among the places of all France: five million bookings in twenty-seven months are one each four
seconds of working hours."""
LONGEST_BETWEEN_BOOKINGS = 10.0
"""Interval in seconds with fewer places: some bookings come while availability is read."""
TURNS = 32
"""Short ones: a checkpoint or a slow second of the machine is met by both ways of booking."""
HOURS = (9, 10, 11, 14, 15, 16, 17)
LONGEST_LIST = 100
SETTINGS = {"BOCAGE_API_REQUESTS_PER_MINUTE": "1000000000"}
"""The client is one address: with the usual allowance, nearly all would be refusals."""


@dataclass(frozen=True)
class Requests:
    """Number of requests of each part."""

    reads: int
    bookings: int
    weeks: int
    """Number of places whose week is requested, if there are so many."""


FULL = Requests(reads=10_000, bookings=800, weeks=200)
QUICK = Requests(reads=1_500, bookings=96, weeks=40)


@dataclass
class Bench:
    """Single run against one instance, with its figures."""

    instance: Instance
    crew: Crew
    stage: NationStage
    size: Size
    amounts: Requests
    figures: Figures
    failures: list[str]


@workload("api", "availability, lists and bookings through the API, beside the pages")
def measure_api(size: Size) -> Report:
    """Loads places and homes, reads, and books."""
    amounts = QUICK if size.is_quick else FULL
    with temporary_instance(
        web_workers=WEB_WORKERS, settings=SETTINGS, communes=size.territory
    ) as instance:
        machine = describe_machine() | {"postgresql": instance.postgres_version()}
        bench = Bench(instance, Crew(instance.port), _load(instance, size), size, amounts, {}, [])
        asyncio.run(_measure(bench))
        overlaps = instance.fetch_number(OVERLAPS)
        read = [Program().get(address) for address in _addresses_of_each_kind(bench)]
        machine = described_since(machine)
        bench.figures |= report_whole_reads(instance, read)
    figures = bench.figures | {"overlaps": overlaps}
    figures["booking.beside_page"] = round(
        _processor_ms(figures, "booking") / _processor_ms(figures, "booking_page"), 2
    )
    bench.failures += broken(figures, PROMISES["api"])
    if not size.is_quick:
        bench.failures += missed(figures, GOALS["api"], FLOORS["api"], machine=machine)
    parameters: dict[str, int | str] = {
        "web_workers": WEB_WORKERS,
        "at_once": AT_ONCE,
        "size": size.name,
        **vars(amounts),
    }
    return Report(parameters, figures, machine, bench.failures)


def _processor_ms(figures: Mapping[str, float], name: str) -> float:
    """Returns the processor time of one request in all processes.

    Eight at once saturate every core, so that latencies follow it, and vary between runs. An
    outside PostgreSQL does not report it.
    """
    return sum(
        figures.get(f"{name}.{family}_cpu_per_request_ms", 0.0)
        for family in ("web", "worker", "database")
    )


def _load(instance: Instance, size: Size) -> NationStage:
    print(f"loading {size.homes} homes and {size.places} places…", file=sys.stderr)
    instance.set_stage("homes", str(size.homes))
    return NationStage(**instance.set_stage("nation", "0", str(size.places)))


async def _measure(bench: Bench) -> None:
    try:
        bookings = booking_requests(bench.stage)
        async with _somebody_who_books(bench, bookings):
            await _read(bench, "availability", availability_addresses(bench))
        await _read(bench, "listings", listing_addresses(bench.size))
        to_come = [address for address in availability_addresses(bench) if "jour=" in address]
        await _read_again(bench, to_come)
        for page in _pages_to_book(bench.stage):
            await bench.crew.ask([page] * AT_ONCE, concurrency=AT_ONCE)
        by_page = await _bookings_by_page(bench)
        await _book_in_turn(bench, {"booking_page": by_page, "booking": bookings})
    finally:
        bench.crew.close()


async def _read(bench: Bench, name: str, addresses: list[str]) -> None:
    """Measures the first request of each address (`cold`), then warm requests of all processes."""
    program = Program()
    requests = [program.get(address) for address in addresses]
    answers = await bench.crew.ask(requests, concurrency=AT_ONCE)
    cold = summarise(f"{name}.cold", [answer.seconds for answer in answers], 1)
    bench.figures |= {f"{name}.addresses": len(addresses)}
    bench.figures |= {f"{name}.cold_p{p}_ms": cold[f"{name}.cold.p{p}_ms"] for p in (50, 95)}
    await bench.crew.ask(requests * (2 * WEB_WORKERS), concurrency=AT_ONCE)
    await _ask(bench, name, islice(cycle(requests), bench.amounts.reads), expected=200)


async def _read_again(bench: Bench, addresses: list[str]) -> None:
    """Measures conditional requests: a changed response is sent, an unchanged one is a 304."""
    program = Program()
    answers = [await bench.crew.ask_one(program.get(address)) for address in addresses]
    requests = [
        program.get(address, known_tag=answer.header("etag"))
        for address, answer in zip(addresses, answers, strict=True)
    ]
    await _ask(bench, "etag_hits", islice(cycle(requests), bench.amounts.reads), expected=304)


async def _book_in_turn(bench: Bench, ways: dict[str, Iterator[bytes]]) -> None:
    """Books in both ways, one after the other again and again, so that neither has the quieter
    hour or the emptier places."""
    for bookings in ways.values():
        await bench.crew.ask(islice(bookings, bench.amounts.bookings // 4), concurrency=AT_ONCE)
    samples = {name: Sample() for name in ways}
    for _turn in range(TURNS):
        for name, bookings in ways.items():
            turn = islice(bookings, bench.amounts.bookings // TURNS)
            await _measure_sample(bench, samples[name], turn)
    for name, sample in samples.items():
        _report(bench, name, sample, expected=201 if name == "booking" else 303)


async def _ask(bench: Bench, name: str, requests: Iterable[bytes], *, expected: int) -> None:
    sample = Sample()
    await _measure_sample(bench, sample, requests)
    _report(bench, name, sample, expected=expected)


@dataclass
class Sample:
    """Answers, the seconds that they took together, and the processor by family of processes."""

    answers: list[Answer] = field(default_factory=list)
    elapsed: float = 0.0
    processor: dict[str, float] = field(default_factory=dict)


async def _measure_sample(bench: Bench, sample: Sample, requests: Iterable[bytes]) -> None:
    before, started = bench.instance.cpu_seconds(), time.perf_counter()
    sample.answers += await bench.crew.ask(requests, concurrency=AT_ONCE)
    sample.elapsed += time.perf_counter() - started
    after = bench.instance.cpu_seconds()
    for family, spent in before.items():
        sample.processor[family] = sample.processor.get(family, 0.0) + after[family] - spent


def _report(bench: Bench, name: str, sample: Sample, *, expected: int) -> None:
    answers = sample.answers
    bench.figures |= summarise(name, [answer.seconds for answer in answers], sample.elapsed)
    for family, spent in sample.processor.items():
        milliseconds = spent / len(answers) * 1000
        bench.figures[f"{name}.{family}_cpu_per_request_ms"] = round(milliseconds, 2)
    if not all(_is_expected(answer, expected) for answer in answers):
        bench.failures.append(f"{name} was not answered as expected: {statuses(answers)}.")


def _is_expected(answer: Answer, expected: int) -> bool:
    return is_booked(answer) if expected == 303 else answer.status == expected


@asynccontextmanager
async def _somebody_who_books(bench: Bench, bookings: Iterator[bytes]) -> Any:
    """Books on a connection of their own within the block, as often as so many places are."""
    crew = Crew(bench.instance.port)
    answers: list[Answer] = []

    async def book() -> None:
        for booking in bookings:
            answers.append(await crew.ask_one(booking))
            await asyncio.sleep(_seconds_between_bookings(bench.size))

    booking = asyncio.create_task(book())
    try:
        yield
    finally:
        booking.cancel()
        await asyncio.gather(booking, return_exceptions=True)
        crew.close()
    if not all(answer.status == 201 for answer in answers):
        bench.failures.append(f"bookings beside the reads were answered {statuses(answers)}.")
    bench.figures["availability.bookings_meanwhile"] = len(answers)


def _seconds_between_bookings(size: Size) -> float:
    seconds = SECONDS_BETWEEN_BOOKINGS * FRANCE.places / size.places
    return min(LONGEST_BETWEEN_BOOKINGS, seconds)


def _addresses_of_each_kind(bench: Bench) -> list[str]:
    return availability_addresses(bench)[:8] + listing_addresses(bench.size)


def availability_addresses(bench: Bench) -> list[str]:
    """Returns searches near a commune, today and on a later morning, and the week of a place, in
    turn.
    """
    day = bench.stage.free_days[0]
    booked = [booker["slug"] for booker in bench.stage.bookers]
    step = max(1, bench.size.places // bench.amounts.weeks)
    other_slugs = [f"lieu-{number}" for number in range(0, bench.size.places, step)]
    slugs = list(dict.fromkeys(booked + other_slugs))[: bench.amounts.weeks]
    searches = [
        f"/api/v1/availability?commune={commune}{amounts}"
        for amounts in ("", f"&jour={day}&moment=matin")
        for commune in bench.stage.communes[: bench.amounts.weeks]
    ]
    weeks = [
        f"/api/v1/places/{slug}/availability{amounts}"
        for amounts in ("", f"?jour={day}")
        for slug in slugs
    ]
    return list(_in_turn(searches, weeks))


def listing_addresses(size: Size) -> list[str]:
    """Returns the searches of the homes page, and places by département and kind, in turn."""
    homes = [
        f"/api/v1/dwellings?{query}" if query else "/api/v1/dwellings"
        for query in _in_turn(*kinds_of_search(size.towns).values())
        if "page=" not in query
    ]
    codes = size.departements or [f"{number:02}" for number in range(1, 96) if number != 20]
    places = [f"/api/v1/places?departement={code}" for code in codes]
    kinds = ("desk", "meeting_room", "closed_office")
    places += [f"/api/v1/places?nature={kind}&taille={LONGEST_LIST}" for kind in kinds]
    return list(_in_turn(homes, places))


def _in_turn(*lists: Iterable[str]) -> Iterator[str]:
    """Yields the first of each, then the second of each, until none has more."""
    return (request for request in chain(*zip_longest(*lists)) if request is not None)


def booking_requests(stage: NationStage) -> Iterator[bytes]:
    """Yields each hour of the free rooms, once, from the last day on: the pages book from the
    first.
    """
    for day in reversed(stage.free_days):
        for hour in HOURS:
            for booker in stage.bookers:
                values = {
                    "place": booker["slug"],
                    "resources": [booker["resource_id"]],
                    "starts_at": _hour(day, hour),
                    "ends_at": _hour(day, hour + 1),
                }
                yield Program(booker["token"]).post("/api/v1/bookings", values, key=str(uuid4()))


def _hour(day: str, hour: int) -> str:
    return instant(date.fromisoformat(day), hour * 60).isoformat()


async def _bookings_by_page(bench: Bench) -> Iterator[bytes]:
    """Yields the bookings as forms of the page."""
    days = [date.fromisoformat(day) for day in bench.stage.free_days]
    bookers = [
        (Booker(booker["session"]), Room(booker["slug"], booker["resource_id"]))
        for booker in bench.stage.bookers
    ]
    for booker, room in bookers:
        await booker.open_page(bench.crew, room, days[0])
    return (
        booker.book(room, day, hour) for day in days for hour in HOURS for booker, room in bookers
    )


def _pages_to_book(stage: NationStage) -> list[bytes]:
    return [
        Visitor({SESSION_COOKIE: booker["session"]}).get(f"/travailler/{booker['slug']}/")
        for booker in stage.bookers
    ]
