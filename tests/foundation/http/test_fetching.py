"""Fetching an address that a person gave, from servers of this machine that behave badly."""

import ipaddress
import socket
import time
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from bocage.foundation.http.fetching import (
    AddressNotAllowed,
    Fetched,
    FetchRefused,
    Gone,
    HostUnknown,
    Limits,
    PasswordRequired,
    ServerFailing,
    TooLarge,
    TooManyRedirects,
    TooSlow,
    Unreachable,
    check_is_outside,
    checked_address,
    fetch,
    is_public,
    post,
)
from bocage.foundation.monitoring.safety import dangers
from bocage.foundation.ops.configuration import Configuration
from tests.servers.local_server import Answer, saying, serving

LIMITS = Limits(octets=10_000, seconds=1.5, step_s=1)


def get(answer: Answer, *, etag: str = "", last_modified: str = "") -> Fetched:
    with serving(answer) as address:
        return fetch(address, limits=LIMITS, etag=etag, last_modified=last_modified, loopback=True)


def test_requests_carry_the_name_of_the_instance_and_the_type(settings: Any) -> None:
    headers: list[tuple[str | None, str | None]] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        headers.append((handler.headers["User-Agent"], handler.headers["Accept"]))
        saying()(handler)

    with serving(answer) as address:
        fetch(address, limits=LIMITS, accept="text/calendar", loopback=True)

    assert headers == [(f"Bocage (+{settings.BOCAGE.public_url})", "text/calendar")]


def test_gives_the_content_with_what_tells_its_version() -> None:
    versions = {"ETag": '"v1"', "Last-Modified": "Tue, 24 Nov 2026 08:00:00 GMT"}

    fetched = get(saying(headers=versions))

    assert fetched == Fetched(
        content=b"BEGIN:VCALENDAR", etag='"v1"', last_modified="Tue, 24 Nov 2026 08:00:00 GMT"
    )


def test_says_unchanged_when_the_server_does() -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        conditions = (handler.headers["If-None-Match"], handler.headers["If-Modified-Since"])
        saying(304 if conditions == ('"v1"', "hier") else 500, b"")(handler)

    assert get(answer, etag='"v1"', last_modified="hier").is_unchanged


def test_follows_a_redirect() -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.path == "/agenda.ics":
            saying(302, b"", {"Location": "/ailleurs"})(handler)
        else:
            saying(body=b"ici")(handler)

    assert get(answer).content == b"ici"


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"x" * 4096)


def slow_body(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _drop in range(50):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.1)


def slow_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(50):
        handler.wfile.write(f"X-{number}: a\r\n".encode())
        handler.wfile.flush()
        time.sleep(0.1)


def silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(2)


def nonsense(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"\x00\x01 not HTTP at all\r\n\r\n")


def cut(handler: BaseHTTPRequestHandler) -> None:
    saying(body=b"BEGIN", headers={"Content-Length": "5000"})(handler)
    handler.connection.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize(
    ("answer", "refusal"),
    [
        (saying(headers={"Content-Length": str(50 * 1024 * 1024)}), TooLarge),
        (endless, TooLarge),
        (slow_body, TooSlow),
        (slow_headers, TooSlow),
        (silent, TooSlow),
        (saying(302, b"", {"Location": "/agenda.ics"}), TooManyRedirects),
        (saying(302, b"", {"Location": "http://10.0.0.8/agenda.ics"}), AddressNotAllowed),
        (saying(302, b"", {"Location": "http://169.254.169.254/latest/"}), AddressNotAllowed),
        (saying(302, b"", {"Location": "http://[::ffff:10.0.0.8]/"}), AddressNotAllowed),
        (saying(302, b"", {"Location": "file:///etc/passwd"}), AddressNotAllowed),
        (saying(302, b"", {"Location": "http://a:b@127.0.0.1/"}), AddressNotAllowed),
        (saying(302, b""), TooManyRedirects),
        (saying(401, b""), PasswordRequired),
        (saying(403, b""), PasswordRequired),
        (saying(404, b""), Gone),
        (saying(410, b""), Gone),
        (saying(500, b""), ServerFailing),
        (saying(204, b""), ServerFailing),
        (nonsense, Unreachable),
        (cut, Unreachable),
    ],
)
def test_refuses_in_time_whatever_the_server_does(
    answer: Answer, refusal: type[FetchRefused]
) -> None:
    began = time.monotonic()

    with pytest.raises(refusal) as raised:
        get(answer)

    assert type(raised.value) is refusal
    # The slowest of these servers would take five seconds to send everything.
    assert time.monotonic() - began < 4.5


def test_a_server_that_is_overloaded_says_when_to_come_back() -> None:
    with pytest.raises(ServerFailing) as raised:
        get(saying(503, b"", {"Retry-After": "1200"}))

    assert raised.value.retry_after_s == 1200


def test_this_machine_is_never_read_unless_a_test_lets_it() -> None:
    paths: list[str] = []
    with serving(lambda handler: paths.append(handler.path)) as address:
        for host in ("127.0.0.1", "localhost", "[::1]", "0.0.0.0"):  # noqa: S104
            with pytest.raises((AddressNotAllowed, HostUnknown)):
                fetch(address.replace("127.0.0.1", host), limits=LIMITS)

    assert paths == []


def test_a_name_with_one_private_address_among_its_own_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = [(0, 0, 0, "", (address, 80)) for address in ("93.184.215.14", "192.168.1.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: answers)

    with pytest.raises(AddressNotAllowed):
        fetch("http://agenda.example/", limits=LIMITS)


def test_a_name_is_resolved_once_so_that_it_cannot_answer_otherwise_the_second_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = socket.getaddrinfo
    answers = iter(["127.0.0.1", "10.0.0.8"])

    def resolve(host: str, *args: object, **kwargs: object) -> object:
        return real(next(answers) if host == "agenda.example" else host, *args, **kwargs)  # type: ignore[arg-type]

    with serving(saying(body=b"ici")) as address:
        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        fetched = fetch(
            address.replace("127.0.0.1", "agenda.example"), limits=LIMITS, loopback=True
        )

    assert fetched.content == b"ici"
    assert next(answers) == "10.0.0.8"


def test_a_server_that_is_not_there_is_refused() -> None:
    with serving(saying()) as address:
        pass

    with pytest.raises(Unreachable):
        fetch(address, limits=LIMITS, loopback=True)


@pytest.mark.parametrize(
    ("address", "checked"),
    [
        ("webcal://agenda.example/a.ics", "https://agenda.example/a.ics"),
        ("WEBCAL://agenda.example/a.ics", "https://agenda.example/a.ics"),
        (" https://agenda.example/a.ics#b ", "https://agenda.example/a.ics"),
        ("http://agenda.example:8080/?a=b", "http://agenda.example:8080/?a=b"),
    ],
)
def test_an_address_is_asked_for_over_http(address: str, checked: str) -> None:
    assert checked_address(address) == checked


@pytest.mark.parametrize(
    "address",
    [
        "",
        "agenda.example/a.ics",
        "ftp://agenda.example/a.ics",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://",
        "https:///a.ics",
        "https://me:secret@agenda.example/",
        "https://agenda.example:0/",
        "https://agenda.example:99999/",
        "https://[::1/",
        "https://agenda.example/a\r\nHost: b",
        "https://agendà.example/",
    ],
)
def test_an_address_of_another_kind_is_refused(address: str) -> None:
    with pytest.raises(AddressNotAllowed):
        checked_address(address)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("100.64.0.1", False),
        ("127.0.0.1", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),  # noqa: S104
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1", False),
        ("fc00::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.215.14", True),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::1", False),
        ("fec0::1", False),
        ("feff:ffff::1", False),
        ("192.88.99.1", False),
        ("192.175.48.1", False),
        ("2620:4f:8000::1", False),
        ("2002:c058:6301::1", False),
        ("::10.0.0.1", False),
    ],
)
def test_an_address_inside_a_network_is_not_public(address: str, expected: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is expected


def test_an_instance_that_others_reach_does_not_serve_with_the_allowance_of_tests() -> None:
    safe = Configuration(
        demo=False, environment="production", secret_key="".join(map(chr, range(60, 120)))
    )

    assert dangers(safe) == []
    assert len(dangers(safe.model_copy(update={"fetch_loopback": True}))) == 1


@pytest.mark.parametrize("size", [0, 5, 50_000])
def test_a_post_keeps_the_beginning_of_its_answer(size: int) -> None:
    with serving(saying(status=418, body=b"x" * size)) as address:
        posted = post(address, content=b"{}", headers={}, limits=LIMITS, loopback=True)
    assert (posted.status, posted.content) == (418, b"x" * min(size, LIMITS.octets))


def test_a_post_whose_answer_is_cut_short_was_answered() -> None:
    cut = saying(body=b"abc", headers={"Content-Length": "100"})
    with serving(cut) as address:
        posted = post(address, content=b"{}", headers={}, limits=LIMITS, loopback=True)
    assert posted.status == 200


@pytest.mark.parametrize(
    ("address", "refusal"),
    [
        ("https://10.0.0.1/", AddressNotAllowed),
        ("https://[::1]:8443/", AddressNotAllowed),
        ("ftp://93.184.215.14/", AddressNotAllowed),
        ("https://nulle-part.invalid/", HostUnknown),
    ],
)
def test_an_address_is_resolved_before_any_request(
    address: str, refusal: type[FetchRefused], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_arguments, **_options: [])
    with pytest.raises(refusal):
        check_is_outside(address)
    check_is_outside("https://93.184.215.14/")
    check_is_outside("http://127.0.0.1:1/", loopback=True)
