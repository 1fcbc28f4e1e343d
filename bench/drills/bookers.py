"""People who book without pause while things break, and who try again as people do."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from http.client import HTTPConnection, HTTPException
from types import MappingProxyType
from urllib.parse import urlencode
from uuid import uuid4

from bench.harness.pages import PageForm, posting_form
from bench.harness.stage import FIRST_HOUR, HOURS_A_DAY, Room, Stage
from bench.workloads.booking import SESSION_COOKIE, SPACE_FIELD

BOOKERS = 4
PATIENCE_S = 25.0
"""Seconds until one request times out."""
TRIED_FOR_S = 120.0
"""Seconds during which a person retries one booking."""
REST_S = 0.4
"""Between two requests of one person: a room has some 870 hours that can be booked, and a drill
takes two minutes."""
Connect = Callable[[float], HTTPConnection]
"""A new connection to the server, which waits for so many seconds."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """One hour of one room, which no other person requests.

    `key` is that of the form, so that a form that is sent again books once.
    """

    room: Room
    day: date
    hour: int
    key: str


@dataclass(kw_only=True)
class BookingLog:
    """Confirmations that people received, with their times on the clock of `time.monotonic`."""

    booked: list[Wish] = field(default_factory=list)
    refused: list[tuple[Wish, int]] = field(default_factory=list)
    given_up: list[Wish] = field(default_factory=list)
    unanswered: int = 0
    """Requests that broke or met an error of the server, and were sent again."""
    moments: list[float] = field(default_factory=list)
    """Time of each confirmation."""
    slots_used: int = 0
    """Maximum number of hours of a room that were requested, counted from the first."""

    def longest_silence_s(self) -> float:
        """Returns the longest time without a confirmed booking."""
        pairs = itertools.pairwise(sorted(self.moments))
        return max((later - earlier for earlier, later in pairs), default=0.0)

    def first_after(self, moment: float) -> float | None:
        """Returns the seconds from a moment to the next confirmed booking."""
        later = [later_moment - moment for later_moment in self.moments if later_moment >= moment]
        return min(later, default=None)


class Booker:
    """A person with a session, who opens the page of a place and sends its form."""

    def __init__(
        self,
        connect: Connect,
        cookies: dict[str, str],
        booking_log: BookingLog,
        headers: Mapping[str, str],
    ) -> None:
        self._connect = connect
        self._cookies = cookies
        self._headers = headers
        self._log = booking_log

    def fulfil(self, wish: Wish, stopped: threading.Event) -> None:
        """Retries until there is an answer."""
        deadline = time.monotonic() + TRIED_FOR_S
        while time.monotonic() < deadline:
            try:
                status, location = self._try(wish)
            except (OSError, HTTPException, LookupError):
                status, location = 0, ""
            if status in {302, 303} and "/mes-reservations/" in location:
                self._log.booked.append(wish)
                self._log.moments.append(time.monotonic())
                return
            if 400 <= status < 500:
                self._log.refused.append((wish, status))
                return
            self._log.unanswered += 1
            stopped.wait(REST_S)
        self._log.given_up.append(wish)

    def _try(self, wish: Wish) -> tuple[int, str]:
        form = self._form(wish)
        fields = form.fields | {
            "jour": wish.day.isoformat(),
            "moment": "heures",
            "de": f"{wish.hour:02}:00",
            "a": f"{wish.hour + 1:02}:00",
            SPACE_FIELD: wish.room.resource_id,
            "personnes": "1",
            "cle": wish.key,
        }
        return self._ask("POST", form.action, urlencode(fields))[:2]

    def _form(self, wish: Wish) -> PageForm:
        page = (
            f"/travailler/{wish.room.slug}/?jour={wish.day}&moment=heures"
            f"&espace={wish.room.resource_id}"
        )
        _status, _location, body = self._ask("GET", page)
        return posting_form(body, having=SPACE_FIELD)

    def _ask(self, method: str, path: str, body: str = "") -> tuple[int, str, str]:
        connection = self._connect(PATIENCE_S)
        try:
            cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
            headers = {**self._headers, "Cookie": cookies}
            if body:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            content = answer.read().decode(errors="replace")
            for cookie in answer.headers.get_all("Set-Cookie", []):
                name, _, value = cookie.partition(";")[0].partition("=")
                self._cookies[name] = value
            return answer.status, answer.headers.get("Location", ""), content
        finally:
            connection.close()


@contextmanager
def people_booking(
    port: int,
    stage: Stage,
    *,
    first: int = 0,
    host: str = "127.0.0.1",
    connect: Connect | None = None,
    session_cookie: str = SESSION_COOKIE,
    headers: Mapping[str, str] = MappingProxyType({}),
    rest_s: float = REST_S,
) -> Iterator[BookingLog]:
    """Runs people who book one free hour after the other within the block.

    They begin with the `first` slot of the stage, and those who wait at its end are still answered.
    They reach the server by the host and port, or through `connect`.
    """
    opened = connect or (lambda timeout: HTTPConnection(host, port, timeout=timeout))
    booking_log = BookingLog()
    stopped = threading.Event()

    def work(session: str, room: Room) -> None:
        booker = Booker(opened, {session_cookie: session}, booking_log, headers)
        for slot in itertools.count(first):
            if stopped.wait(rest_s):
                return
            booking_log.slots_used = max(booking_log.slots_used, slot + 1)
            booker.fulfil(_wish(stage, room, slot), stopped)

    threads = [
        threading.Thread(target=work, args=session, daemon=True)
        for session in zip(stage.sessions[:BOOKERS], stage.spread, strict=False)
    ]
    for thread in threads:
        thread.start()
    try:
        yield booking_log
    finally:
        stopped.set()
        for thread in threads:
            thread.join(TRIED_FOR_S + PATIENCE_S)


def _wish(stage: Stage, room: Room, slot: int) -> Wish:
    """Returns an hour of a room, counted from the first free one; people have separate rooms."""
    start = date.fromisoformat(stage.first_free_day)
    return Wish(
        room=room,
        day=start + timedelta(days=slot // HOURS_A_DAY),
        hour=FIRST_HOUR + slot % HOURS_A_DAY,
        key=str(uuid4()),
    )
