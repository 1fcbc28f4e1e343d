import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bench.harness.answers import AnswerReader
from bench.harness.client import Answer, BrokenConnection, Crew, Visitor


def answer(text: str) -> tuple[int, bytes, bytes] | None:
    return AnswerReader().read(text.replace("\n", "\r\n").encode())


def test_an_answer_is_read_once_its_announced_length_is_there():
    head = "HTTP/1.1 200 OK\nContent-Length: 4\n\n"

    assert answer(head + "abc") is None
    assert answer(head + "abcd") == (200, b"HTTP/1.1 200 OK\r\nContent-Length: 4", b"abcd")


def test_an_answer_with_half_a_head_is_waited_for():
    assert answer("HTTP/1.1 200 OK\nContent-Le") is None


def test_chunks_are_joined_and_an_end_inside_a_chunk_does_not_end_the_answer():
    head = "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n"

    assert answer(head + "9\na\n0\n\nb\n") is None
    assert answer(head + "3\nabc\n4;x=y\ndefg\n0\n\n") == (
        200,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked",
        b"abcdefg",
    )


def test_an_answer_is_the_same_in_whatever_pieces_it_comes():
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    whole = head + b"3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\n\r\n"
    reader = AnswerReader()

    answers = [reader.read(whole[at : at + 1]) for at in range(len(whole))]

    assert answers[:-1] == [None] * (len(whole) - 1)
    assert answers[-1] == (200, head.strip(), b"abcdefg")


@pytest.mark.parametrize("status", [204, 304])
def test_an_answer_that_never_has_a_body_ends_with_its_head(status):
    assert answer(f"HTTP/1.1 {status} Done\nContent-Length: 9\n\n") == (
        status,
        f"HTTP/1.1 {status} Done\r\nContent-Length: 9".encode(),
        b"",
    )


def test_a_redirection_without_length_has_an_empty_body():
    assert answer("HTTP/1.1 302 FoundRoute\nLocation: /x\n\n") == (
        302,
        b"HTTP/1.1 302 FoundRoute\r\nLocation: /x",
        b"",
    )


def test_headers_are_found_whatever_their_case():
    received = Answer(302, b"HTTP/1.1 302 FoundRoute\r\nLOCATION: /x/\r\nSet-Cookie: a=1", b"", 0.1)

    assert received.header("location") == "/x/"
    assert received.headers("Set-Cookie") == ["a=1"]
    assert received.header("etag") == ""


def test_a_visitor_sends_back_the_cookies_that_it_was_given():
    visitor = Visitor({"bocage_session": "s"})
    visitor.learn(Answer(200, b"HTTP/1.1 200 OK\r\nSet-Cookie: csrftoken=t; Path=/", b"", 0.1))

    request = visitor.post("/reserver/", {"salle": "à l’étage", "csrf": "t"})

    head, _, body = request.partition(b"\r\n\r\n")
    assert body == b"salle=%C3%A0+l%E2%80%99%C3%A9tage&csrf=t"
    assert head.split(b"\r\n") == [
        b"POST /reserver/ HTTP/1.1",
        b"Host: 127.0.0.1",
        b"Accept: text/html",
        b"Cookie: bocage_session=s; csrftoken=t",
        b"Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}".encode(),
    ]


def test_a_visitor_posts_json_with_the_headers_of_the_script():
    visitor = Visitor({"seance": "s"}, host="127.0.0.1:8000")

    request = visitor.post_json("/api/", {"salle": "7"}, {"X-CSRF-Token": "t"})

    head, _, body = request.partition(b"\r\n\r\n")
    assert body == b'{"salle": "7"}'
    assert head.split(b"\r\n") == [
        b"POST /api/ HTTP/1.1",
        b"Host: 127.0.0.1:8000",
        b"Accept: text/html",
        b"Cookie: seance=s",
        b"Content-Type: application/json",
        f"Content-Length: {len(body)}".encode(),
        b"X-CSRF-Token: t",
    ]


class FakeServer(asyncio.Protocol):
    """Answers each request with its rank, and remembers how many it held at once."""

    connections = 0

    def __init__(self, page: bytes, *, closes: bool = False) -> None:
        self.page, self.closes = page, closes

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        type(self).connections += 1
        self.transport = transport

    def data_received(self, _data: bytes) -> None:
        self.transport.write(self.page)
        if self.closes:
            self.transport.close()


async def with_server[T](make: Callable[[], FakeServer], use: Callable[[Crew], Awaitable[T]]) -> T:
    FakeServer.connections = 0
    server = await asyncio.get_running_loop().create_server(make, "127.0.0.1", 0)
    crew = Crew(server.sockets[0].getsockname()[1])
    try:
        return await use(crew)
    finally:
        crew.close()
        server.close()


def ask(make: Callable[[], FakeServer], *, count: int, concurrency: int) -> list[Answer]:
    requests = [Visitor().get("/")] * count
    return asyncio.run(with_server(make, lambda crew: crew.ask(requests, concurrency=concurrency)))


def test_a_crew_asks_everything_over_as_many_connections_as_it_may_hold():
    page = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

    answers = ask(lambda: FakeServer(page), count=30, concurrency=4)

    assert [received.body for received in answers] == [b"ok"] * 30
    assert FakeServer.connections == 4
    assert all(received.seconds > 0 for received in answers)


def test_a_crew_opens_another_connection_when_the_server_closes_one():
    page = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"

    answers = ask(lambda: FakeServer(page, closes=True), count=5, concurrency=1)

    assert [received.status for received in answers] == [200] * 5
    assert FakeServer.connections == 5


def test_an_answer_cut_in_the_middle_is_an_error_and_not_a_figure():
    page = b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nok"

    with pytest.raises(BrokenConnection):
        ask(lambda: FakeServer(page, closes=True), count=1, concurrency=1)
