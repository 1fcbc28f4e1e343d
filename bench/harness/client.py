"""Lightweight HTTP client, so that the server is measured rather than the client.

It implements the part of HTTP/1.1 that a browser needs to post a form over a persistent connection.
It shares the machine with the measured server: a general client takes five times the processor
time, at the expense of the server.
"""

import asyncio
import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from bench.harness.answers import HEAD_END, AnswerReader, Complete


class BrokenConnection(Exception):
    """The server closed the connection before the end of its answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Response of the server, and its duration in seconds."""

    status: int
    head: bytes
    body: bytes
    seconds: float

    def header(self, name: str) -> str:
        """Returns the first value of a header, or an empty text."""
        return next(iter(self.headers(name)), "")

    def headers(self, name: str) -> list[str]:
        prefix = name.lower().encode() + b":"
        return [
            line.split(b":", 1)[1].strip().decode("latin-1")
            for line in self.head.split(b"\r\n")
            if line.lower().startswith(prefix)
        ]


def _request_bytes(method: str, path: str, headers: dict[str, str], body: bytes) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", *(f"{k}: {v}" for k, v in headers.items())]
    return "\r\n".join(lines).encode() + HEAD_END + body


@dataclass(slots=True)
class Visitor:
    """Browser: its cookies, and the name of the site that it visits."""

    cookies: dict[str, str] = field(default_factory=dict)
    host: str = "127.0.0.1"

    def get(self, path: str) -> bytes:
        return self._request("GET", path, {})

    def post(self, path: str, form: dict[str, str]) -> bytes:
        """Posts a form, as a browser does by itself."""
        return self._post(path, "application/x-www-form-urlencoded", urlencode(form).encode(), {})

    def post_json(self, path: str, values: dict[str, Any], headers: dict[str, str]) -> bytes:
        """Posts JSON as a script of the page does, with the headers that it adds."""
        return self._post(path, "application/json", json.dumps(values).encode(), headers)

    def learn(self, answer: Answer) -> None:
        """Keeps the cookies that an answer sets."""
        for cookie in answer.headers("set-cookie"):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value

    def _post(self, path: str, kind: str, body: bytes, headers: dict[str, str]) -> bytes:
        all_headers = {"Content-Type": kind, "Content-Length": str(len(body))} | headers
        return self._request("POST", path, all_headers, body)

    def _request(self, method: str, path: str, headers: dict[str, str], body: bytes = b"") -> bytes:
        headers_sent = {"Host": self.host, "Accept": "text/html"}
        if self.cookies:
            headers_sent["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        return _request_bytes(method, path, headers_sent | headers, body)


@dataclass(frozen=True, slots=True)
class Program:
    """Software that calls the API, with a token or without."""

    token: str = ""

    def get(self, path: str, *, known_tag: str = "") -> bytes:
        """Builds a GET request; with `known_tag`, a conditional one (If-None-Match)."""
        return self._request("GET", path, {"If-None-Match": known_tag} if known_tag else {})

    def post(self, path: str, values: dict[str, Any], *, key: str) -> bytes:
        """Sends JSON, once for the key."""
        body = json.dumps(values).encode()
        headers = {
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            "Idempotency-Key": key,
        }
        return self._request("POST", path, headers, body)

    def _request(self, method: str, path: str, headers: dict[str, str], body: bytes = b"") -> bytes:
        all_headers = {"Host": "127.0.0.1", "Accept": "application/json"} | headers
        if self.token:
            all_headers["Authorization"] = f"Bearer {self.token}"
        return _request_bytes(method, path, all_headers, body)


class Connection(asyncio.Protocol):
    """Persistent connection, which carries one request at a time."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._waiting: asyncio.Future[Complete] | None = None
        self._reader = AnswerReader()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - what asyncio passes
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        complete = self._reader.read(data)
        if complete and self._waiting and not self._waiting.done():
            self._reader = AnswerReader()
            self._waiting.set_result(complete)

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        if self._waiting and not self._waiting.done():
            self._waiting.set_exception(BrokenConnection(str(exc or "closed")))

    @property
    def is_open(self) -> bool:
        return self._transport is not None and not self._transport.is_closing()

    async def ask(self, request: bytes) -> Answer:
        """Sends a request and waits for the whole answer.

        Raises:
            BrokenConnection: the server closed the connection first.
        """
        if self._transport is None:
            raise BrokenConnection("closed")
        self._waiting = asyncio.get_running_loop().create_future()
        started = time.perf_counter()
        self._transport.write(request)
        status, head, body = await self._waiting
        seconds = time.perf_counter() - started
        if head.startswith(b"HTTP/1.0") or b"connection: close" in head.lower():
            self.close()
        return Answer(status, head, body, seconds)

    def close(self) -> None:
        if self._transport:
            self._transport.close()


class Crew:
    """Several connections that work through requests together, each as fast as it is answered."""

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        self._host, self._port = host, port
        self._connections: list[Connection] = []

    async def ask(self, requests: Iterable[bytes], *, concurrency: int) -> list[Answer]:
        """Returns all responses in their order of arrival; the concurrency is limited."""
        queue = iter(requests)
        answers: list[Answer] = []
        await self._open(concurrency)
        await asyncio.gather(*(self._work(queue, answers, number) for number in range(concurrency)))
        return answers

    async def ask_one(self, request: bytes) -> Answer:
        return (await self.ask([request], concurrency=1))[0]

    def close(self) -> None:
        for connection in self._connections:
            connection.close()

    async def _work(self, queue: Iterable[bytes], answers: list[Answer], number: int) -> None:
        for request in queue:
            if not self._connections[number].is_open:
                self._connections[number] = await self._connect()
            answers.append(await self._connections[number].ask(request))

    async def _open(self, count: int) -> None:
        while len(self._connections) < count:
            self._connections.append(await self._connect())

    async def _connect(self) -> Connection:
        loop = asyncio.get_running_loop()
        _transport, connection = await loop.create_connection(Connection, self._host, self._port)
        return connection


def statuses(answers: Sequence[Answer]) -> dict[int, int]:
    """Returns the number of responses by status."""
    counts: dict[int, int] = {}
    for answer in answers:
        counts[answer.status] = counts.get(answer.status, 0) + 1
    return dict(sorted(counts.items()))
