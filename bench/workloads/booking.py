"""Booking under load: people who race for one room, people who do not, and the host's day page.

A real instance with four web workers and a task worker is requested over HTTP as by browsers: each
person has a session, opens the page of the place, and posts its form with the token of the page.
The rows of the database are then counted in SQL.
"""

import asyncio
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import cycle
from uuid import uuid4

from bench.harness.budgets import FLOORS, PROMISES
from bench.harness.client import Answer, Crew, Visitor, statuses
from bench.harness.instance import Instance, temporary_instance
from bench.harness.machine import describe_machine, described_since
from bench.harness.measures import summarise
from bench.harness.pages import posting_form
from bench.harness.parts import broken, missed
from bench.harness.query_plans.fresh import slower_fresh
from bench.harness.registry import Report, workload
from bench.harness.sizes import Size
from bench.harness.stage import FIRST_HOUR, HOURS_A_DAY, Room, Stage, stage_of
from bench.workloads.bare_page import Load, measure_bare_site

WEB_WORKERS = 4
SESSION_COOKIE = "bocage_session"
TOKEN_FIELD = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
SPACE_FIELD = "espace"
OVERLAPS = """
    SELECT count(*) FROM workspaces_hold one JOIN workspaces_hold other
    ON one.resource_id = other.resource_id AND one.id < other.id AND one.period && other.period
    WHERE one.is_holding AND other.is_holding
"""
HOLDS = "SELECT count(*) FROM workspaces_hold WHERE is_holding"
WITHOUT_HISTORY = """
    SELECT count(*) FROM workspaces_booking booking WHERE status = 'confirmed'
    AND NOT EXISTS (SELECT FROM workspaces_bookingevent WHERE id = booking.id)
"""


@dataclass(frozen=True)
class Requests:
    """Number and concurrency of requests of each part."""

    hours: int
    racers_per_hour: int
    racers_at_once: int
    bookings: int
    bookers_at_once: int
    readings: int
    readers_at_once: int
    warming: int

    @property
    def load(self) -> Load:
        """Returns the load of the minimal site, without warming."""
        values = asdict(self)
        del values["warming"]
        return Load(**values)


FULL = Requests(20, 200, 50, 2_000, 8, 500, 4, warming=200)
OF_A_DEPARTEMENT = Requests(10, 200, 50, 1_000, 8, 500, 4, warming=200)
QUICK = Requests(2, 30, 10, 40, 8, 20, 4, warming=10)


class Booker:
    """A person with a browser: a session, and the form that the page of a place gave them."""

    def __init__(self, session: str) -> None:
        self.visitor = Visitor({SESSION_COOKIE: session})
        self._action = ""
        self._fields: dict[str, str] = {}

    async def open_page(self, crew: Crew, room: Room, day: date) -> None:
        """Reads the booking form on the page of a place, as it is shown for a day."""
        page = f"/travailler/{room.slug}/?jour={day}&moment=heures&espace={room.resource_id}"
        answer = await crew.ask_one(self.visitor.get(page))
        self.visitor.learn(answer)
        form = posting_form(answer.body.decode(), having=SPACE_FIELD)
        self._action, self._fields = form.action, form.fields

    def book(self, room: Room, day: date, hour: int) -> bytes:
        """Returns the request that the form sends for one hour of a room."""
        return self.visitor.post(
            self._action,
            self._fields
            | {
                "jour": day.isoformat(),
                "moment": "heures",
                "de": f"{hour:02}:00",
                "a": f"{hour + 1:02}:00",
                SPACE_FIELD: room.resource_id,
                "personnes": "1",
                "cle": str(uuid4()),
            },
        )


@dataclass
class Bench:
    """Single run against one instance, with its figures."""

    instance: Instance
    crew: Crew
    stage: Stage
    amounts: Requests
    figures: dict[str, int | float]
    failures: list[str]

    @contextmanager
    def measured(self, name: str, requests: int) -> Iterator[None]:
        """Adds the processor time that each request took, of pages, tasks and database."""
        before = self.instance.cpu_seconds()
        yield
        after = self.instance.cpu_seconds()
        for family in before:
            spent = (after[family] - before[family]) / requests * 1000
            self.figures[f"{name}.{family}_cpu_per_request_ms"] = round(spent, 2)

    def expect(self, is_so: bool, sentence: str) -> None:
        if not is_so:
            self.failures.append(sentence)


@workload("booking", "races for one room, bookings of free slots, and the host's day page")
def measure_booking(size: Size) -> Report:
    """Runs the three parts against a new instance, and counts the rows of its database."""
    amounts = size.choose(FULL, departement=OF_A_DEPARTEMENT, quick=QUICK)
    with temporary_instance(web_workers=WEB_WORKERS) as instance:
        stage = stage_of(instance.set_stage("booking"))
        bare = measure_bare_site(instance, amounts.load)
        machine = describe_machine() | {"postgresql": instance.postgres_version()}
        bench = Bench(instance, Crew(instance.port), stage, amounts, {}, [])
        asyncio.run(_measure(bench))
        machine = described_since(machine)
    remaining_percents = _remaining_percents(bare, bench)
    if not size.is_quick:
        bench.failures += slower_fresh(bench.figures)
        bench.failures += missed(remaining_percents, {}, FLOORS["booking"], machine=machine)
    parameters = {"web_workers": WEB_WORKERS, **vars(amounts)}
    return Report(parameters, bare | bench.figures | remaining_percents, machine, bench.failures)


def _remaining_percents(bare: dict[str, int | float], bench: Bench) -> dict[str, int | float]:
    """Returns the requests per second in percent of the minimal site, part by part."""
    return {
        f"{part}.kept_of_bare_percent": round(
            100 * bench.figures[f"{part}.requests_per_s"] / bare[f"bare.{part}.requests_per_s"], 1
        )
        for part in ("contention", "spread", "day_view")
    }


async def _measure(bench: Bench) -> None:
    await _warm(bench)
    await _race(bench)
    await _spread(bench)
    with bench.instance.without_statistics():
        await _read_day(bench, "day_view.fresh")
    await _read_day(bench, "day_view")
    bench.crew.close()


async def _bookers(bench: Bench, rooms: Iterable[Room], count: int) -> list[Booker]:
    """Returns people, each with the page of a place open."""
    day = date.fromisoformat(bench.stage.first_free_day)
    bookers = [Booker(session) for session in bench.stage.sessions[:count]]
    for booker, room in zip(bookers, cycle(rooms), strict=False):
        await booker.open_page(bench.crew, room, day)
    return bookers


async def _warm(bench: Bench) -> None:
    """Warms every process: pages are read, nothing is booked."""
    room = bench.stage.contended
    visitor = Visitor({SESSION_COOKIE: bench.stage.sessions[0]})
    requests = [visitor.get(f"/travailler/{room.slug}/"), _day_page(bench)] * bench.amounts.warming
    await bench.crew.ask(requests, concurrency=bench.amounts.racers_at_once)


async def _race(bench: Bench) -> None:
    """Races everybody for one room at one hour, hour after hour: one person has it each time."""
    amounts, room = bench.amounts, bench.stage.contended
    bookers = await _bookers(bench, [room], amounts.racers_at_once)
    first_day = date.fromisoformat(bench.stage.first_free_day)
    answers: list[Answer] = []
    winners: list[int] = []
    elapsed = 0.0
    with bench.measured("contention", amounts.hours * amounts.racers_per_hour):
        for number in range(amounts.hours):
            day = first_day + timedelta(days=number // HOURS_A_DAY)
            hour = FIRST_HOUR + number % HOURS_A_DAY
            racers = zip(cycle(bookers), range(amounts.racers_per_hour), strict=False)
            requests = [booker.book(room, day, hour) for booker, _ in racers]
            started = time.perf_counter()
            received = await bench.crew.ask(requests, concurrency=amounts.racers_at_once)
            elapsed += time.perf_counter() - started
            answers += received
            winners.append(sum(1 for answer in received if is_booked(answer)))
    errors = sum(1 for answer in answers if answer.status >= 500)
    overlaps = bench.instance.fetch_number(OVERLAPS)
    bench.figures |= {
        "contention.overlaps": overlaps,
        "contention.server_errors": errors,
        "contention.winners_min": min(winners),
        "contention.winners_max": max(winners),
        **summarise("contention", [answer.seconds for answer in answers], elapsed),
    }
    bench.failures += broken(bench.figures, PROMISES["booking"])


async def _spread(bench: Bench) -> None:
    """Books free hours over ten rooms without conflicts."""
    amounts = bench.amounts
    bookers = await _bookers(bench, bench.stage.spread, len(bench.stage.sessions))
    requests = list(_free_slots(bench, bookers))
    holds = bench.instance.fetch_number(HOLDS)
    with bench.measured("spread", len(requests)):
        started = time.perf_counter()
        answers = await bench.crew.ask(requests, concurrency=amounts.bookers_at_once)
        elapsed = time.perf_counter() - started
    booked = bench.instance.fetch_number(HOLDS) - holds
    without_history = bench.instance.fetch_number(WITHOUT_HISTORY)
    bench.figures |= summarise("spread", [answer.seconds for answer in answers], elapsed)
    bench.expect(
        booked == len(requests),
        f"{booked} of {len(requests)} free slots were booked: {statuses(answers)}.",
    )
    bench.expect(without_history == 0, f"{without_history} bookings have no history.")


def _free_slots(bench: Bench, bookers: list[Booker]) -> Iterator[bytes]:
    """Yields each hour of each room once; each person uses one room, so that none is in two."""
    first_day = date.fromisoformat(bench.stage.first_free_day)
    rooms = bench.stage.spread
    for number in range(bench.amounts.bookings):
        rank, slot = number % len(rooms), number // len(rooms)
        day = first_day + timedelta(days=slot // HOURS_A_DAY)
        offset = slot % (len(bookers) // len(rooms))
        booker = bookers[rank + offset * len(rooms)]
        yield booker.book(rooms[rank], day, FIRST_HOUR + slot % HOURS_A_DAY)


async def _read_day(bench: Bench, part: str) -> None:
    """Reads repeatedly a host's day with sixty bookings; figures begin with `part`."""
    amounts = bench.amounts
    with bench.measured(part, amounts.readings):
        started = time.perf_counter()
        answers = await bench.crew.ask(
            [_day_page(bench)] * amounts.readings, concurrency=amounts.readers_at_once
        )
        elapsed = time.perf_counter() - started
    bench.figures |= summarise(part, [answer.seconds for answer in answers], elapsed)
    counts = statuses(answers)
    bench.expect(counts == {200: amounts.readings}, f"The day page was not shown: {counts}.")


def _day_page(bench: Bench) -> bytes:
    visitor = Visitor({SESSION_COOKIE: bench.stage.host_session})
    return visitor.get(f"/espace/lieux/{bench.stage.day_slug}/jour/{bench.stage.day}/")


def is_booked(answer: Answer) -> bool:
    """Checks a booking by its redirection: all else shows the form or a refusal."""
    return answer.status in {302, 303} and "/mes-reservations/" in answer.header("location")
