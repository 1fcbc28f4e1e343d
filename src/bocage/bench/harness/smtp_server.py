"""A mail server of this machine that takes every message, and notes when."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread


@dataclass
class TakenMails:
    """When each message was taken, on the clock of `time.perf_counter`, in seconds."""

    port: int = 0
    moments: list[float] = field(default_factory=list)


class _Server(ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    taken: TakenMails


class _Conversation(StreamRequestHandler):
    """As much of RFC 5321 as a client of one message asks for."""

    server: _Server

    def handle(self) -> None:
        self._say("220 bench")
        while line := self.rfile.readline():
            match line[:4].upper():
                case b"QUIT":
                    return self._say("221 bye")
                case b"DATA":
                    self._take()
                case _:
                    self._say("250 ok")
        return None

    def _take(self) -> None:
        self._say("354 go on")
        while line := self.rfile.readline():
            if line == b".\r\n":
                break
        self.server.taken.moments.append(time.perf_counter())
        self._say("250 taken")

    def _say(self, answer: str) -> None:
        self.wfile.write(f"{answer}\r\n".encode())


@contextmanager
def taking_mails() -> Iterator[TakenMails]:
    """Such a server within the block, on a port of its own."""
    with _Server(("127.0.0.1", 0), _Conversation) as server:
        server.taken = TakenMails(port=server.server_address[1])
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.taken
        finally:
            server.shutdown()
