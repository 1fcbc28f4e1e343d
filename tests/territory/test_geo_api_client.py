"""The client of the official API, against a real server that speaks like it, and worse."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bocage.territory import geo_api_client
from bocage.territory.errors import PositionsUnavailable
from bocage.territory.geo_api_client import GeoApiClient
from bocage.territory.imports.geo_api import ApiCommune

BOITRON = {
    "code": "61051",
    "nom": "Boitron",
    "centre": {"type": "Point", "coordinates": [0.2836, 48.5783]},
}


class FakeApi(ThreadingHTTPServer):
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
    server: FakeApi

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


@pytest.fixture
def api() -> Iterator[FakeApi]:
    server = FakeApi()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.released.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def delays() -> list[float]:
    return []


@pytest.fixture(autouse=True)
def _loopback(settings):
    settings.BOCAGE = settings.BOCAGE.model_copy(update={"fetch_loopback": True})


@pytest.fixture
def client(api, delays):
    return GeoApiClient(api.address + "/", patience_s=5, wait=delays.append)


def test_communes_of_a_departement_are_asked_for_at_once(api, client):
    api.will_answer()

    communes, errors = client.communes("61")

    assert communes == [ApiCommune("61051", 48.5783, 0.2836, "centre", "Boitron")]
    assert errors == []
    fields = "code,nom,centre,mairie,contour"
    assert api.paths == [f"/departements/61/communes?fields={fields}&format=json"]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_server_in_trouble_is_asked_once_more(api, client, delays, status):
    api.will_answer(status)
    api.will_answer()

    assert len(client.communes("61")[0]) == 1
    assert delays == [1]


def test_server_that_stays_in_trouble_is_left_alone(api, client, delays):
    api.will_answer(503)
    api.will_answer(503)

    with pytest.raises(PositionsUnavailable, match=r"61.*en panne"):
        client.communes("61")
    assert delays == [1]


@pytest.mark.parametrize("status", [403, 404])
def test_refused_request_is_not_sent_again(api, client, delays, status):
    api.will_answer(status)

    with pytest.raises(PositionsUnavailable):
        client.communes("61")
    assert len(api.paths) == 1
    assert delays == []


def test_answer_cut_short_is_asked_for_again(api, client, delays):
    api.will_answer(mode="cut")
    api.will_answer()

    assert len(client.communes("61")[0]) == 1
    assert delays == [1]


@pytest.mark.parametrize("mode", ["hang", "drip"])
def test_slow_server_is_given_up(api, delays, mode):
    client = GeoApiClient(api.address, patience_s=0.3, wait=delays.append)
    api.will_answer(mode=mode)
    started = time.monotonic()

    with pytest.raises(PositionsUnavailable, match="trop lent"):
        client.communes("61")
    assert time.monotonic() - started < 2
    assert delays == []


@pytest.mark.parametrize(
    "body",
    [
        b"<html>maintenance</html>",
        b"{}",
        b"[]",
        b"\xff\xfe",
        b"nul",
        b"[" * 100_000,
        b'[{"insee": "61051", "lat": 48.57, "lon": 0.28}]',
        b'[{"code": "72180", "centre": {"coordinates": [0.37, 48.35]}}]',
    ],
)
def test_answer_that_is_not_the_api_s_is_refused_at_once(api, client, delays, body):
    api.will_answer(body=body)

    with pytest.raises(PositionsUnavailable, match="liste de communes"):
        client.communes("61")
    assert delays == []


def test_endless_answer_is_refused(api, client, monkeypatch):
    monkeypatch.setattr(geo_api_client, "LONGEST_ANSWER", 10)
    api.will_answer()

    with pytest.raises(PositionsUnavailable):
        client.communes("61")


def test_unreachable_server_is_an_error(delays):
    client = GeoApiClient("http://127.0.0.1:9", patience_s=3, wait=delays.append)

    with pytest.raises(PositionsUnavailable):
        client.communes("61")
    assert delays == [1]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://geo.example", "geo.example"])
def test_address_that_is_not_of_the_web_is_refused(address):
    with pytest.raises(PositionsUnavailable):
        GeoApiClient(address).communes("61")
