"""The walk: each role enters, follows every link, and stops at one page of each route."""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter, deque
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Error, Page, async_playwright

from scripts.browser import DOORS, door_of, program
from scripts.last_look.looks import LOOKS, Look
from scripts.last_look.road import Finding, Road, Stop, Walk

VISITOR = "visitor"
OWN_TO_EACH = frozenset({"espace", "account", "preferences"})
"""Routes at which every role stops for itself."""
MAX_OF_A_ROUTE = 2
"""Pages of one route that are read for their links."""
NO_PAGE = re.compile(
    r"^/(static|media|en|photos-des-logements|redaction|demo/courrier)/|\.(css|js|webp|svg|png|jpg|ics|csv|xlsx|pdf|zip|vcf|atom|xml|json|geojson|parquet|woff2)$"
)
"""Files, the same pages in English, the mails of the demo, and the pages of Wagtail."""
LINKS = "[...document.querySelectorAll('a[href]')].map((link) => link.href)"


async def walked(walk: Walk) -> tuple[list[Finding], list[Stop]]:
    """Runs the crawl; returns its findings and its pages."""
    import django

    django.setup()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program(), args=["--no-sandbox"])
        road = Road(walk, browser)
        stops = [
            stop
            for stop in await _stops(road)
            if walk.routes in stop.route
            and (not walk.roles or any(part in stop.role for part in walk.roles))
        ]
        print(f"{len(stops)} pages", flush=True)
        for name, look in LOOKS.items():
            if not walk.looks or name in walk.looks:
                await _look_at(road, look, stops)
        await browser.close()
    return road.findings, stops


async def _look_at(road: Road, look: Look, stops: list[Stop]) -> None:
    """Runs one check on each page, a few at once."""
    gate = asyncio.Semaphore(road.walk.at_once)

    async def look_at_stop(stop: Stop) -> None:
        async with gate:
            try:
                await look(road, stop)
            except Error as error:
                road.tell(f"{look.__name__} failed", stop, str(error)[:200])

    await asyncio.gather(*map(look_at_stop, stops))


async def _stops(road: Road) -> list[Stop]:
    """Returns the pages of an earlier crawl if requested, or those that links lead to."""
    stops_file = road.walk.folder / "stops.json"
    if road.walk.again and stops_file.exists():
        return [Stop(**load) for load in json.loads(stops_file.read_text(encoding="utf-8"))]
    crawl = Crawl(road)
    for role in await _roles(road):
        await crawl.go_as(role)
    stops_file.write_text(json.dumps([asdict(stop) for stop in crawl.stops]), encoding="utf-8")
    return crawl.stops


async def _roles(road: Road) -> list[str]:
    """Returns the visitor, and the addresses of the demo cast."""
    async with road.visit(None) as context:
        page = await context.new_page()
        await page.goto(f"{road.walk.base}{DOORS}")
        doors = page.locator("form input[name=email]")
        return [VISITOR, *await doors.evaluate_all("(all) => all.map((one) => one.value)")]


async def _enter(page: Page, base: str, email: str) -> None:
    await page.goto(f"{base}{DOORS}")
    await page.locator(door_of(email)).click()
    await page.wait_for_load_state()


def _route_of(path: str) -> str | None:
    """Returns the name of the route of a path; None if there is none."""
    from django.urls import Resolver404, resolve

    try:
        return resolve(urlsplit(path).path).view_name or path
    except Resolver404:
        return None


@dataclass
class Crawl:
    """Follows links, and keeps one page of each route."""

    road: Road
    stops: list[Stop] = field(default_factory=list)
    public: set[str] = field(default_factory=set)
    """Routes that the visitor saw: others find the same behind them."""

    async def go_as(self, role: str) -> None:
        """Follows the links of one role. Only documents are loaded."""
        async with self.road.visit(None, java_script_enabled=False) as context:
            page = await context.new_page()
            first = ["/"]
            if role != VISITOR:
                await _enter(page, self.road.walk.base, role)
                first = [urlsplit(page.url).path, "/espace/"]
            await context.route(NO_PAGE, lambda route: route.abort())
            state = await context.storage_state()
            await self._follow(page, role, state, first)
        print(f"{role}: {len(self.stops)} pages so far", flush=True)

    async def _follow(self, page: Page, role: str, state: Any, first: list[str]) -> None:
        waiting = deque((path, "the door") for path in first)
        known_routes, read = set(first), Counter[str]()
        while waiting:
            path, origin = waiting.popleft()
            stop = Stop(role=role, route=_route_of(path) or "", path=path, state=state)
            if not stop.route:
                self.road.tell("link to nowhere", stop, f"from {origin}")
                continue
            read[stop.route] += 1
            if read[stop.route] > MAX_OF_A_ROUTE or (role != VISITOR and stop.route in self.public):
                continue
            for following in await self._read(page, stop, origin):
                if following not in known_routes:
                    known_routes.add(following)
                    waiting.append((following, path))

    async def _read(self, page: Page, stop: Stop, origin: str) -> list[str]:
        """Returns the links of a page; records the page if it is the first of its route."""
        base = self.road.walk.base
        try:
            answer = await page.goto(base + stop.path)
        except Error as error:
            if "Download" not in str(error):
                self.road.tell("does not open", stop, f"from {origin}: {str(error)[:90]}")
            return []
        if answer is None or "html" not in answer.headers.get("content-type", ""):
            return []
        if answer.status >= 400:
            self.road.tell("refused", stop, f"{answer.status}, from {origin}")
            return []
        self._record(stop, page.url.removeprefix(base))
        return [
            path for link in await page.evaluate(LINKS) if (path := path_of(link, base)) is not None
        ]

    def _record(self, linked_stop: Stop, landed: str) -> None:
        route = _route_of(landed) or linked_stop.route
        if linked_stop.role == VISITOR and route == linked_stop.route:
            self.public.add(route)
        again = {stop.route for stop in self.stops if stop.role == linked_stop.role}
        if route in (again if route in OWN_TO_EACH else {stop.route for stop in self.stops}):
            return
        self.stops.append(
            Stop(role=linked_stop.role, route=route, path=landed, state=linked_stop.state)
        )


def path_of(link: str, base: str) -> str | None:
    """Returns the path of a link to a page of ours, with its query."""
    parts = urlsplit(link)
    if not link.startswith(f"{base}/") or NO_PAGE.search(parts.path):
        return None
    return parts.path + (f"?{parts.query}" if parts.query else "")
