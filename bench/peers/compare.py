"""Logs in, books and reads the day of a booking system that a description tells (README.md)."""

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
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from uuid import uuid4

from bocage.bench.harness.client import Answer, Crew, Visitor
from bocage.bench.harness.measures import summarise
from bocage.bench.harness.pages import posting_form

HOURS = range(9, 18)
DAYS_AHEAD = 7
TOO_SMALL = "Give at least one booking and one reading."


class NotAsDescribed(Exception):
    """The system does not answer as its description says; the message says where."""


@dataclass(frozen=True)
class Step:
    """A form of the system: its page, a field that it has, what its fields hold, what says done."""

    page: str
    having: str
    fields: dict[str, str]
    done: int


@dataclass(frozen=True)
class System:
    """A booking system, as its description tells it."""

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
            told = tomllib.loads(description.read_text(encoding="utf-8"))
            return cls(
                told["name"],
                Step(**told["log_in"]),
                Step(**told["book"]),
                told["read_day"]["page"],
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise NotAsDescribed(f"{description} describes no system: {error}") from error


@dataclass
class Comparison:
    """One system, asked by one person."""

    system: System
    crew: Crew
    visitor: Visitor
    known: dict[str, Any]
    """What descriptions may name: user, password, place and room."""

    async def measure(self, *, first_day: date, bookings: int, readings: int) -> dict[str, Any]:
        """The figures of one run.

        Raises:
            NotAsDescribed: a form is not there, or logging in did not end as described.
        """
        started = time.perf_counter()
        await self._log_in()
        log_in_ms = round((time.perf_counter() - started) * 1000, 1)
        slots = list(_slots(first_day, bookings))
        requests = [await self._booking(slot) for slot in slots]
        booked, figures = await self._send("booking", requests)
        again, _figures = await self._send("again", [await self._booking(slot) for slot in slots])
        day = self.visitor.get(_filled(self.system.day_page, self.known | slots[0]))
        _read, days = await self._send("day", [day] * readings)
        return {
            "log_in_ms": log_in_ms,
            "asked": len(slots),
            "booked": booked,
            "again.booked": again,
            **figures,
            **days,
        }

    async def _log_in(self) -> None:
        answer = await self.crew.ask_one(await self._filled_form(self.system.log_in, {}))
        self.visitor.learn(answer)
        if answer.status != self.system.log_in.done:
            raise NotAsDescribed(f"logging in was answered {answer.status}")

    async def _booking(self, slot: dict[str, Any]) -> bytes:
        return await self._filled_form(self.system.book, slot | {"key": str(uuid4())})

    async def _filled_form(self, step: Step, slot: dict[str, Any]) -> bytes:
        known = self.known | slot
        path = _filled(step.page, known)
        answer = await self.crew.ask_one(self.visitor.get(path))
        self.visitor.learn(answer)
        try:
            form = posting_form(answer.body.decode(errors="replace"), having=step.having)
        except LookupError as error:
            raise NotAsDescribed(f"{path} ({answer.status}) has {error}") from error
        fields = form.fields | {key: _filled(value, known) for key, value in step.fields.items()}
        return self.visitor.post(urljoin(path, form.action or path), fields)

    async def _send(self, name: str, requests: list[bytes]) -> tuple[int, dict[str, float]]:
        started = time.perf_counter()
        answers: list[Answer] = await self.crew.ask(requests, concurrency=1)
        elapsed = time.perf_counter() - started
        done = sum(1 for one in answers if one.status == self.system.book.done)
        told = summarise(name, [one.seconds for one in answers], elapsed)
        return done, {key.replace("requests_per_s", "per_s"): value for key, value in told.items()}


def _slots(first_day: date, count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        day, rank = divmod(number, len(HOURS))
        hour = HOURS[rank]
        yield {
            "day": (first_day + timedelta(days=day)).isoformat(),
            "hour": hour,
            "next_hour": hour + 1,
            "start_seconds": hour * 3600,
            "end_seconds": (hour + 1) * 3600,
        }


def _filled(text: str, known: dict[str, Any]) -> str:
    try:
        return text.format(**known)
    except (KeyError, IndexError, ValueError) as error:
        raise NotAsDescribed(f"« {text} » names what is not known: {error}") from error


async def compare(options: argparse.Namespace) -> dict[str, Any]:
    """Measures one system and returns its figures.

    Raises:
        NotAsDescribed: its description does not fit it.
    """
    system, address = System.of(options.description), urlsplit(options.address)
    crew = Crew(address.port or 80, address.hostname or "127.0.0.1")
    known = {name: getattr(options, name) for name in ("user", "password", "place", "room")}
    try:
        figures = await Comparison(system, crew, Visitor(), known).measure(
            first_day=options.first_day, bookings=options.bookings, readings=options.readings
        )
    finally:
        crew.close()
    return {"name": system.name, "address": options.address, "figures": figures}


def read_options(arguments: list[str]) -> argparse.Namespace:
    """What was asked on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("description", type=Path, help="The description of the system (TOML).")
    parser.add_argument("address", help="Where it answers: http://127.0.0.1:8000")
    for name in ("user", "password", "place", "room"):
        parser.add_argument(f"--{name}", default="")
    parser.add_argument("--bookings", type=int, default=45)
    parser.add_argument("--readings", type=int, default=100)
    parser.add_argument(
        "--from",
        dest="first_day",
        type=date.fromisoformat,
        default=date.today() + timedelta(days=DAYS_AHEAD),  # noqa: DTZ011 - the day of whoever asks
    )
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    if options.bookings < 1 or options.readings < 1:
        parser.error(TOO_SMALL)
    return options


def main(arguments: list[str]) -> int:
    """Prints the figures; 1 where an hour was booked twice, 2 where nothing could be measured."""
    options = read_options(arguments)
    try:
        told = asyncio.run(compare(options))
    except (NotAsDescribed, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    figures = told["figures"]
    if options.json:
        print(json.dumps(told))
    else:
        for name, value in figures.items():
            print(f"{name:<18} {value:>10,}")
    if figures["booked"] < figures["asked"]:
        print(f"{figures['booked']} of {figures['asked']} hours were booked.", file=sys.stderr)
    return 1 if figures["again.booked"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
