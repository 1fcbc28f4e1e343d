"""A real receiver on this machine, which verifies signatures as those of others do."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks import Webhook

from tests.servers.local_server import listening


@dataclass
class Receiver:
    """Received requests, as headers and body; `answers` are returned in turn, then the last
    repeats."""

    url: str = ""
    answers: list[tuple[int, bytes, dict[str, str]]] = field(
        default_factory=lambda: [(204, b"", {})]
    )
    received: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    def answer(self, *statuses: int, body: bytes = b"", headers: Any = None) -> None:
        """Answers so from now on."""
        self.answers = [(status, body, headers or {}) for status in statuses]

    def verified(self, secret: str) -> list[dict[str, Any]]:
        """Returns all payloads, verified by the library of Standard Webhooks.

        Raises:
            standardwebhooks.WebhookVerificationError: one of them is not signed by this secret.
        """
        return [Webhook(secret).verify(body, headers) for headers, body in self.received]

    @property
    def types(self) -> list[str]:
        return [json.loads(body)["type"] for _headers, body in self.received]


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Runs a receiver that answers 204 unless set otherwise."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.received.append(({k.lower(): v for k, v in self.headers.items()}, body))
            status, content, headers = (
                receiver.answers.pop(0) if len(receiver.answers) > 1 else receiver.answers[0]
            )
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(content))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    with listening(server):
        receiver.url = f"http://127.0.0.1:{server.server_port}/bocage"
        yield receiver
