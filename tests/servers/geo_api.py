"""Server of this machine that plays the official API of communes, for the fixture `geo_api`."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BOITRON = {
    "code": "61051",
    "nom": "Boitron",
    "centre": {"type": "Point", "coordinates": [0.2836, 48.5783]},
}


class FakeGeoApi(ThreadingHTTPServer):
    """Answers each request with the next of its answers: a status, a body, how it is sent."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), FakeHandler)
        self.answers: list[tuple[int, bytes, str]] = []
        self.paths: list[str] = []
        self.released = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def will_answer(self, status: int = 200, body: object = None, mode: str = "whole") -> None:
        content = body if isinstance(body, bytes) else json.dumps(body or [BOITRON]).encode()
        self.answers.append((status, content, mode))


class FakeHandler(BaseHTTPRequestHandler):
    server: FakeGeoApi

    def do_GET(self) -> None:
        try:
            self.answer()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def answer(self) -> None:
        self.server.paths.append(self.path)
        status, body, mode = self.server.answers.pop(0)
        if mode == "hang":
            self.server.released.wait(10)
            return
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) * (2 if mode == "cut" else 1)))
        self.end_headers()
        if mode != "drip":
            self.wfile.write(body)
            return
        for octet in body:
            self.wfile.write(bytes([octet]))
            self.server.released.wait(0.02)

    def log_message(self, *_arguments: object) -> None:
        """Logs nothing."""
