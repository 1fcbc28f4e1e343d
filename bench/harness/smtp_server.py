"""A mail server of this machine that takes every message and notes when, or refuses, or is slow."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread


@dataclass
class TakenMails:
    """Time of reception of each message, on the clock of `time.perf_counter`, in seconds, and its
    Message-ID.
    """

    port: int = 0
    moments: list[float] = field(default_factory=list)
    message_ids: list[str] = field(default_factory=list)
    refusal: bytes = b""
    """Answer to each recipient that refuses the message, as `451 4.3.0 later`."""
    refused: int = 0
    slowness_s: float = 0.0
    """Seconds of each answer."""
    talking: set[int] = field(default_factory=set)
    """The conversations that are under way."""


class _Server(ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    mails: TakenMails


class _Conversation(StreamRequestHandler):
    """Handler of the part of RFC 5321 that a client of one message needs."""

    server: _Server

    def handle(self) -> None:
        self.server.mails.talking.add(id(self))
        try:
            # A client that is killed in the middle closes the connection.
            with suppress(ConnectionError):
                self._converse()
        finally:
            self.server.mails.talking.discard(id(self))

    def _converse(self) -> None:
        self._say("220 bench")
        while line := self.rfile.readline():
            match line[:4].upper():
                case b"QUIT":
                    return self._say("221 bye")
                case b"RCPT" if self.server.mails.refusal:
                    self.server.mails.refused += 1
                    self._say(self.server.mails.refusal.decode())
                case b"DATA":
                    self._take()
                case _:
                    self._say("250 ok")
        return None

    def _take(self) -> None:
        self._say("354 go on")
        message_id = ""
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return  # A client that died in the middle has handed nothing over.
            if line.lower().startswith(b"message-id:"):
                message_id = line.partition(b":")[2].strip().decode("latin-1")
        self.server.mails.moments.append(time.perf_counter())
        self.server.mails.message_ids.append(message_id)
        self._say("250 taken")

    def _say(self, answer: str) -> None:
        time.sleep(self.server.mails.slowness_s)
        self.wfile.write(f"{answer}\r\n".encode())


@contextmanager
def taking_mails(into: TakenMails | None = None) -> Iterator[TakenMails]:
    """Runs such a server within the block: on a new port, or on that of an earlier one.

    In the second case it goes on with the record of the earlier one.
    """
    with _Server(("127.0.0.1", into.port if into else 0), _Conversation) as server:
        server.mails = into or TakenMails(port=server.server_address[1])
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.mails
        finally:
            server.shutdown()
