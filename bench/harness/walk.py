"""Crawler of every page by links, one address of each route, as a signed-in person."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver

from bench.harness.client import Answer, Crew, Program, Visitor

OTHERS_PAGES = ("/redaction/", "/back-office/", "/static/", "/media/")
"""Back offices that are libraries' own, and files."""
PART = set("<(^$\\")
"""Characters of a route with parameters."""
PROGRAMS = "/api/"
OK = 200
DEAD = frozenset({404, 405, 410, 500, 502, 503})
FAILED = 500


@dataclass(frozen=True)
class FoundRoute:
    """An address that was answered, and the route that it stands for."""

    route: str
    path: str
    family: str
    """`public`, `espace`, `api` or `file`."""
    seconds: float
    """Seconds of the first request, before anything was cached."""


@dataclass(frozen=True)
class Walker:
    """Reader: a person with a browser session and an API token."""

    visitor: Visitor
    program: Program

    def request(self, path: str) -> bytes:
        """Returns the request of an address, with the session or the token."""
        return (self.program if path.startswith(PROGRAMS) else self.visitor).get(path)


@dataclass(frozen=True)
class DeadLink:
    """A link of a page that leads to nothing, or to an error; or an address that fails."""

    page: str
    """Empty where no page led there."""
    link: str
    status: int


@dataclass
class Walk:
    """Results of the crawl."""

    routes: list[FoundRoute] = field(default_factory=list)
    dead: list[DeadLink] = field(default_factory=list)


async def walk(port: int, walker: Walker) -> Walk:
    """Requests each address without parameters, then follows links.

    It requests the first address of each route, with and without a query string. Refusals and
    redirections are not in the results.
    """
    walked = Walk()
    crew = Crew(port)
    ahead = deque(("", path) for path in addresses_without_parts())
    seen_routes: set[str] = set()
    try:
        while ahead:
            page, path = ahead.popleft()
            route = _route(path)
            if not route or route in seen_routes:
                continue
            seen_routes.add(route)
            answer = await crew.ask_one(walker.request(path))
            if answer.status == OK:
                walked.routes.append(FoundRoute(route, path, _family(path, answer), answer.seconds))
                ahead.extend((path, link) for link in _links(path, answer))
            elif answer.status in DEAD if page else answer.status >= FAILED:
                walked.dead.append(DeadLink(page, path, answer.status))
    finally:
        crew.close()
    return walked


def addresses_without_parts() -> Iterator[str]:
    """Yields the addresses without parameters of the whole project, except the back offices."""
    for path in _paths(get_resolver(), "/"):
        if not set(path) & PART:
            yield path


def _paths(resolver: URLResolver, before: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield path
        elif not path.startswith(OTHERS_PAGES):
            yield from _paths(entry, path)


def _route(path: str) -> str:
    """Returns the route of an address; empty if it is not a page of ours.

    A page with a query string counts as another route than without.
    """
    parts = urlsplit(path)
    if parts.path.startswith(OTHERS_PAGES):
        return ""
    try:
        route = get_resolver().resolve(parts.path).route
    except Resolver404:
        return ""
    return f"/{route}?" if parts.query else f"/{route}"


def _family(path: str, answer: Answer) -> str:
    if path.startswith(PROGRAMS):
        return "api"
    if not answer.header("content-type").startswith("text/html"):
        return "file"
    return "espace" if path.startswith("/espace/") else "public"


def _links(path: str, answer: Answer) -> Iterable[str]:
    if not answer.header("content-type").startswith("text/html"):
        return
    reader = _LinkReader()
    reader.feed(answer.body.decode(errors="replace"))
    for link in reader.links:
        parts = urlsplit(urljoin(path, link))
        if not parts.netloc and not parts.scheme:
            yield parts._replace(fragment="").geturl()


class _LinkReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links += [value for name, value in attrs if name == "href" and value]
