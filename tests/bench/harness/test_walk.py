"""A walk reports its pages, the broken links, and the addresses that fail."""

import asyncio

from bench.harness import walk
from bench.harness.client import Program, Visitor

ANSWERS = {
    "/": (500, ""),
    "/travailler/": (200, '<a href="/travailler/gone/">a place</a> <a href="https://a.example/">'),
    "/club/": (403, ""),
}


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while head := await reader.readuntil(b"\r\n\r\n"):
        path = head.split()[1].decode()
        status, body = ANSWERS.get(path, (404, ""))
        content = body.encode()
        lines = (
            f"HTTP/1.1 {status} Told",
            "Content-Type: text/html",
            f"Content-Length: {len(content)}",
        )
        writer.write("\r\n".join((*lines, "", "")).encode() + content)
        await writer.drain()


async def _walked() -> walk.Walk:
    server = await asyncio.start_server(_answer, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        return await walk.walk(port, walk.Walker(Visitor({}), Program("secret")))


def test_dead_links_and_addresses_that_fail_are_reported_and_refusals_are_not(monkeypatch):
    monkeypatch.setattr(walk, "addresses_without_parts", lambda: ["/", "/travailler/", "/club/"])

    walked = asyncio.run(_walked())

    assert [route.path for route in walked.routes] == ["/travailler/"]
    assert walked.routes[0].seconds > 0
    assert [(link.page, link.link, link.status) for link in walked.dead] == [
        ("", "/", 500),
        ("/travailler/", "/travailler/gone/", 404),
    ]
