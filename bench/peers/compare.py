"""Logs in, books and reads the day of a booking system that has a description (README.md)."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from http import HTTPStatus
from itertools import count, islice
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from uuid import uuid4

from bench.harness.client import Answer, Crew, Visitor
from bench.harness.measures import summarise
from bench.harness.pages import posting_form, read_meta

HOURS = range(9, 18)
DAYS_AHEAD = 7
TOO_SMALL = "Give at least one booking, one reading and one race."
NEXT = "--and"
ALONE = "One racer meets nobody: give two or more."


class NotAsDescribed(Exception):
    """Error raised when the system does not match its description; the message has the place."""


@dataclass(frozen=True)
class Form:
    """Form of a page: an identifying field, the values of its fields, the status of success."""

    page: str
    having: str
    fields: dict[str, str]
    done: int

    def request(self, visitor: Visitor, path: str, page: str, values: dict[str, Any]) -> bytes:
        """Builds the request of a browser that submits the form.

        Raises:
            LookupError: the page has no such form.
        """
        form = posting_form(page, having=self.having)
        return visitor.post(
            urljoin(path, form.action or path), form.fields | _all_filled(self.fields, values)
        )


@dataclass(frozen=True)
class Script:
    """Script of a page that posts JSON, with a token from a `meta` of the page."""

    page: str
    token_meta: str
    token_header: str
    to: str
    values: dict[str, str]
    done: int

    def request(self, visitor: Visitor, path: str, page: str, values: dict[str, Any]) -> bytes:
        """Builds the request of the script of the page.

        Raises:
            LookupError: the page has no such `meta`.
        """
        token = read_meta(page, name=self.token_meta)
        target = urljoin(path, _filled(self.to, values))
        return visitor.post_json(
            target, _all_filled(self.values, values), {self.token_header: token}
        )


Step = Form | Script


@dataclass(frozen=True)
class System:
    """Booking system, from its description."""

    name: str
    log_in: Step
    book: Step
    day_page: str

    @classmethod
    def of(cls, description: Path) -> System:
        """Reads a description.

        Raises:
            NotAsDescribed: it is not whole.
        """
        try:
            description_data = tomllib.loads(description.read_text(encoding="utf-8"))
            return cls(
                description_data["name"],
                _step(description_data["log_in"]),
                _step(description_data["book"]),
                description_data["read_day"]["page"],
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise NotAsDescribed(f"{description} describes no system: {error}") from error


def _step(step: dict[str, Any]) -> Step:
    return Script(**step) if "to" in step else Form(**step)


@dataclass
class Person:
    """User of the system, with a browser of their own."""

    system: System
    crew: Crew
    visitor: Visitor
    values: dict[str, Any]
    """Values for descriptions: user, password, place and room."""

    async def log_in(self) -> None:
        """Enters the system.

        Raises:
            NotAsDescribed: the form is not there, or it did not end as described.
        """
        answer = await self.crew.ask_one(await self._request(self.system.log_in, {}))
        self.visitor.learn(answer)
        if answer.status != self.system.log_in.done:
            raise NotAsDescribed(f"logging in was answered {answer.status}")

    async def booking(self, slot: dict[str, Any]) -> bytes:
        """Reads the booking page of an hour, and returns the request that books it.

        Raises:
            NotAsDescribed: the page is not as described.
        """
        return await self._request(self.system.book, slot | {"key": str(uuid4())})

    def day(self, slot: dict[str, Any]) -> bytes:
        """Returns the request of the day of an hour."""
        return self.visitor.get(_filled(self.system.day_page, self.values | slot))

    async def _request(self, step: Step, slot: dict[str, Any]) -> bytes:
        values = self.values | slot
        path = _filled(step.page, values)
        answer = await self.crew.ask_one(self.visitor.get(path))
        self.visitor.learn(answer)
        try:
            return step.request(self.visitor, path, answer.body.decode(errors="replace"), values)
        except LookupError as error:
            raise NotAsDescribed(f"{path} ({answer.status}) has {error}") from error


@dataclass
class Comparison:
    """Measures of one system: one person, then several concurrent ones if there are racers."""

    crew: Crew
    person: Person
    racers: list[Person]

    async def measure(
        self, *, first_day: date, bookings: int, readings: int, races: int
    ) -> dict[str, Any]:
        """Returns the figures of one run.

        Raises:
            NotAsDescribed: a page is not as described, or logging in did not end so, or the day
                was not shown.
        """
        started = time.perf_counter()
        await self.person.log_in()
        log_in_ms = round((time.perf_counter() - started) * 1000, 1)
        hours = _slots(first_day)
        slots = list(islice(hours, bookings))
        requests = [await self.person.booking(slot) for slot in slots]
        answers, figures = await self._send("booking", requests)
        requests = [await self.person.booking(slot) for slot in slots]
        again, _figures = await self._send("again", requests)
        read, days = await self._send("day", [self.person.day(slots[0])] * readings)
        if unread := {answer.status for answer in read} - {HTTPStatus.OK}:
            raise NotAsDescribed(f"the day was answered {', '.join(map(str, sorted(unread)))}")
        return {
            "log_in_ms": log_in_ms,
            "asked": len(slots),
            "booked": self._count_done(answers),
            "again.booked": self._count_done(again),
            **figures,
            **days,
            **(await self._race(list(islice(hours, races))) if self.racers else {}),
        }

    async def _race(self, slots: list[dict[str, Any]]) -> dict[str, int]:
        """Requests each hour by every racer at once, with the page read before."""
        for racer in self.racers:
            await racer.log_in()
        booked: list[int] = []
        for slot in slots:
            requests = [await racer.booking(slot) for racer in self.racers]
            booked.append(
                self._count_done(await self.crew.ask(requests, concurrency=len(requests)))
            )
        return {
            "race.people": len(self.racers),
            "race.hours": len(slots),
            "race.booked": sum(booked),
            "race.twice": sum(1 for bookings in booked if bookings > 1),
        }

    async def _send(
        self, name: str, requests: list[bytes]
    ) -> tuple[list[Answer], dict[str, float]]:
        started = time.perf_counter()
        answers = await self.crew.ask(requests, concurrency=1)
        elapsed = time.perf_counter() - started
        summary = summarise(name, [answer.seconds for answer in answers], elapsed)
        figures = {key.replace("requests_per_s", "per_s"): value for key, value in summary.items()}
        return answers, figures

    def _count_done(self, answers: list[Answer]) -> int:
        return sum(1 for answer in answers if answer.status == self.person.system.book.done)


def _slots(first_day: date) -> Iterator[dict[str, Any]]:
    """Yields the hours of the first day, then of each that follows."""
    for number in count():
        day = (first_day + timedelta(days=number)).isoformat()
        for hour in HOURS:
            yield {
                "day": day,
                "hour": hour,
                "next_hour": hour + 1,
                "start_seconds": hour * 3600,
                "end_seconds": (hour + 1) * 3600,
            }


def _all_filled(texts: dict[str, str], values: dict[str, Any]) -> dict[str, str]:
    return {key: _filled(text, values) for key, text in texts.items()}


def _filled(text: str, values: dict[str, Any]) -> str:
    try:
        return text.format(**values)
    except (KeyError, IndexError, ValueError) as error:
        raise NotAsDescribed(f"« {text} » names what is not known: {error}") from error


async def compare(options: argparse.Namespace) -> dict[str, Any]:
    """Measures one system and returns its figures.

    Raises:
        NotAsDescribed: its description does not fit it.
    """
    system, address = System.of(options.description), urlsplit(options.address)
    crew = Crew(address.port or 80, address.hostname or "127.0.0.1")
    values = {name: getattr(options, name) for name in ("password", "place", "room")}
    person, *racers = (
        Person(system, crew, Visitor(host=address.netloc), values | {"user": user})
        for user in (options.user, *options.racers)
    )
    try:
        figures = await Comparison(crew, person, racers).measure(
            first_day=options.first_day,
            bookings=options.bookings,
            readings=options.readings,
            races=options.races,
        )
    finally:
        crew.close()
    return {"name": system.name, "address": options.address, "figures": figures}


def read_options(arguments: list[str]) -> argparse.Namespace:
    """Parses the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("description", type=Path, help="The description of the system (TOML).")
    parser.add_argument("address", help="Where it answers: http://127.0.0.1:8000")
    for name in ("user", "password", "place", "room"):
        parser.add_argument(f"--{name}", default="")
    parser.add_argument("--bookings", type=int, default=45)
    parser.add_argument("--readings", type=int, default=100)
    parser.add_argument(
        "--racers",
        nargs="+",
        default=[],
        metavar="USER",
        help="Who asks for the same hours at once, with the same password; give it last.",
    )
    parser.add_argument("--races", type=int, default=len(HOURS), help="How many such hours.")
    parser.add_argument(
        "--from",
        dest="first_day",
        type=date.fromisoformat,
        default=date.today() + timedelta(days=DAYS_AHEAD),  # noqa: DTZ011 - the day of whoever asks
    )
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    if min(options.bookings, options.readings, options.races) < 1:
        parser.error(TOO_SMALL)
    if len(options.racers) == 1:
        parser.error(ALONE)
    return options


def main(arguments: list[str]) -> int:
    """Prints the figures of the systems side by side.

    Returns 1 if an hour was booked twice, 2 if nothing could be measured.
    """
    systems = [read_options(argument) for argument in _each_system(arguments)]
    try:
        results = [asyncio.run(compare(options)) for options in systems]
    except (NotAsDescribed, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    if systems[0].json:
        for result in results:
            print(json.dumps(result))
    else:
        _print_table(results)
    for result in results:
        figures = result["figures"]
        if figures["booked"] < figures["asked"]:
            hours = f"{figures['booked']} of {figures['asked']} hours were booked"
            print(f"{result['name']}: {hours}.", file=sys.stderr)
    return 1 if any(_booked_twice(measured["figures"]) for measured in results) else 0


def _each_system(arguments: list[str]) -> Iterator[list[str]]:
    """Yields the arguments of each system, which are separated by `--and`."""
    while NEXT in arguments:
        rank = arguments.index(NEXT)
        yield arguments[:rank]
        arguments = arguments[rank + 1 :]
    yield arguments


def _print_table(results: list[dict[str, Any]]) -> None:
    print(" " * 18, *(f"{result['name']:>14}" for result in results))
    for name in dict.fromkeys(name for result in results for name in result["figures"]):
        values = (result["figures"].get(name) for result in results)
        cells = (f"{value:>14,}" if value is not None else " " * 14 for value in values)
        print(f"{name:<18}", *cells)


def _booked_twice(figures: dict[str, Any]) -> bool:
    return bool(figures["again.booked"] or figures.get("race.twice"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
