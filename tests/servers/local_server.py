"""Real local server, for outgoing requests of the product: it gives the set answers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import BaseServer
from threading import Thread

Answer = Callable[[BaseHTTPRequestHandler], None]

# Half a second otherwise, which is what stopping a server then takes.
SECONDS_UNTIL_A_STOP_IS_SEEN = 0.01


@contextmanager
def listening(server: BaseServer) -> Iterator[None]:
    """`server` answers from a thread of its own until the block ends."""
    poll = {"poll_interval": SECONDS_UNTIL_A_STOP_IS_SEEN}
    Thread(target=server.serve_forever, kwargs=poll, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """A server of this machine that answers each GET and each POST with `answer(handler)`, whose
    `sent` is the body of a POST."""

    class Handler(BaseHTTPRequestHandler):
        sent = ""

        def do_GET(self) -> None:
            try:
                answer(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def do_POST(self) -> None:
            self.sent = self.rfile.read(int(self.headers["Content-Length"])).decode(
                errors="replace"
            )
            self.do_GET()

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    with listening(server):
        yield f"http://127.0.0.1:{server.server_port}/agenda.ics"


def saying(
    status: int = 200, body: bytes = b"BEGIN:VCALENDAR", headers: dict[str, str] | None = None
) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | (headers or {})).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer
