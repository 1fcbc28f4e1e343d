"""Minimal Django site under the load of Bocage, in the same minute.

The speed of a rented machine varies, so requests per second mean little by themselves; the ratio of
Bocage to a minimal booking site does not.
"""

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle

from psycopg import sql

from bench.harness.client import Crew, Visitor, statuses
from bench.harness.instance import Instance, free_port
from bench.harness.measures import summarise
from bench.harness.pages import posting_form
from bocage.foundation.ops.configuration import PROJECT_FOLDER

FIRST_FREE_HOUR = datetime(2030, 2, 1, 8)  # noqa: DTZ001 - written in a form, as people do
READY_SECONDS = 20


class BareSiteFailed(Exception):
    """Error raised when the minimal site fails; the message has its response."""


@dataclass(frozen=True)
class Load:
    """Number and concurrency of requests, equal to those of Bocage."""

    hours: int
    racers_per_hour: int
    racers_at_once: int
    bookings: int
    bookers_at_once: int
    readings: int
    readers_at_once: int


@dataclass(frozen=True)
class _Stage:
    sessions: list[str]
    rooms: list[int]
    day: str


class _Booker:
    """Person with a session, and the CSRF token."""

    def __init__(self, session: str) -> None:
        self._visitor = Visitor({"sessionid": session})
        self._fields: dict[str, str] = {}

    async def open_page(self, crew: Crew, room: int) -> None:
        answer = await crew.ask_one(self._visitor.get(f"/{room}/"))
        self._visitor.learn(answer)
        self._fields = posting_form(answer.body.decode(), having="starts_at").fields

    def book(self, room: int, starts_at: datetime) -> bytes:
        return self._visitor.post(f"/{room}/", self._fields | {"starts_at": f"{starts_at}"})


def measure_bare_site(instance: Instance, load: Load) -> dict[str, int | float]:
    """Requests per second and delays of the three parts, as `bare.PART.FIGURE`.

    It works in a second database of the instance's own server.

    Raises:
        BareSiteFailed: it did not start, or gave an answer that books nothing.
    """
    with _own_database(instance) as name:
        environment = _environment(instance, name)
        stage = _Stage(
            **json.loads(
                subprocess.run(
                    [sys.executable, "-m", "django", "bare_stage"],
                    env=environment, cwd=PROJECT_FOLDER, check=True, stdout=subprocess.PIPE,
                ).stdout
            )
        )  # fmt: skip
        with _served(environment, instance.web_workers) as port:
            return asyncio.run(_measure(Crew(port), stage, load))


@contextmanager
def _own_database(instance: Instance) -> Iterator[str]:
    """Yields the name of a second database, dropped after the block: the server may be outside."""
    with instance.connect() as connection:
        connection.autocommit = True
        name = f"{connection.info.dbname}_bare"
        identifier = sql.Identifier(name)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(identifier))
        try:
            with instance.connect(name) as inside:
                inside.execute("CREATE EXTENSION btree_gist")
            yield name
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(identifier))


def _environment(instance: Instance, name: str) -> dict[str, str]:
    with instance.connect() as connection:
        info = connection.info
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "bench.bare.settings",
            "BARE_DATABASE_NAME": name,
            "BARE_DATABASE_USER": info.user,
            "BARE_DATABASE_PASSWORD": info.password,
            "BARE_DATABASE_HOST": info.host,
            "BARE_DATABASE_PORT": str(info.port),
        }


@contextmanager
def _served(environment: dict[str, str], workers: int) -> Iterator[int]:
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "bench.bare.serve", str(port), str(workers)],
        env=environment,
        cwd=PROJECT_FOLDER,
    )
    try:
        yield port
    finally:
        server.terminate()
        server.wait()


async def _measure(crew: Crew, stage: _Stage, load: Load) -> dict[str, int | float]:
    await _wait_until_it_answers(crew)
    bookers = [_Booker(session) for session in stage.sessions]
    for booker, room in zip(bookers, cycle(stage.rooms), strict=False):
        await booker.open_page(crew, room)
    day_page = Visitor({"sessionid": stage.sessions[0]}).get(f"/jour/{stage.day}/")
    figures = {
        **await _time(crew, "contention", list(_race(stage, bookers, load)), load.racers_at_once),
        **await _time(crew, "spread", list(_spread(stage, bookers, load)), load.bookers_at_once),
        **await _time(crew, "day_view", [day_page] * load.readings, load.readers_at_once),
    }
    crew.close()
    return figures


async def _wait_until_it_answers(crew: Crew) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        try:
            await crew.ask_one(Visitor().get("/"))
        except OSError:
            await asyncio.sleep(0.05)
        else:
            return
    raise BareSiteFailed("it did not answer in time")


def _race(stage: _Stage, bookers: list[_Booker], load: Load) -> Iterator[bytes]:
    for number in range(load.hours):
        hour = FIRST_FREE_HOUR + timedelta(hours=number)
        for booker, _ in zip(cycle(bookers), range(load.racers_per_hour), strict=False):
            yield booker.book(stage.rooms[-1], hour)


def _spread(stage: _Stage, bookers: list[_Booker], load: Load) -> Iterator[bytes]:
    rooms = stage.rooms[:-1]
    for number in range(load.bookings):
        hour = FIRST_FREE_HOUR + timedelta(hours=number // len(rooms))
        yield bookers[number % len(bookers)].book(rooms[number % len(rooms)], hour)


async def _time(
    crew: Crew, part: str, requests: list[bytes], concurrency: int
) -> dict[str, int | float]:
    started = time.perf_counter()
    answers = await crew.ask(requests, concurrency=concurrency)
    elapsed = time.perf_counter() - started
    counts = statuses(answers)
    if not counts.keys() <= {200, 302, 409}:
        raise BareSiteFailed(f"{part}: {counts}")
    return summarise(f"bare.{part}", [answer.seconds for answer in answers], elapsed)
