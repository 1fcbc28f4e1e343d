"""Options, pages and findings of a crawl."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypedDict

from playwright.async_api import Browser, BrowserContext

PATIENCE_MS = 30_000


class Finding(TypedDict):
    """Problem of a page."""

    kind: str
    role: str
    path: str
    what: str


@dataclass(frozen=True, kw_only=True)
class Walk:
    """Options of a crawl; an empty one means everything."""

    base: str
    folder: Path
    roles: tuple[str, ...]
    routes: str
    looks: frozenset[str]
    at_once: int
    again: bool


@dataclass(frozen=True, kw_only=True)
class Stop:
    """Page to check, with its role and its signed-in state (of Playwright)."""

    role: str
    route: str
    path: str
    state: Any

    @property
    def name(self) -> str:
        """Name of its files."""
        return f"{self.role.partition('@')[0]}--{self.route}"


@dataclass
class Road:
    """Browser, and the findings so far."""

    walk: Walk
    browser: Browser
    findings: list[Finding] = field(default_factory=list)

    def tell(self, kind: str, stop: Stop, detail: str) -> None:
        """Records a finding, and prints it at once: a crawl is long."""
        print(f"{kind} | {stop.role} | {stop.path} | {detail}", flush=True)
        self.findings.append({"kind": kind, "role": stop.role, "path": stop.path, "what": detail})

    def file(self, stop: Stop, ending: str) -> Path:
        return self.walk.folder / f"{stop.name}--{ending}"

    def address(self, stop: Stop) -> str:
        return self.walk.base + stop.path

    @asynccontextmanager
    async def visit(self, state: Any, **options: Any) -> AsyncIterator[BrowserContext]:
        """Opens a browser context, signed in as `state` defines."""
        context = await self.browser.new_context(
            locale="fr-FR", storage_state=state, reduced_motion="reduce", **options
        )
        context.set_default_timeout(PATIENCE_MS)
        try:
            yield context
        finally:
            await context.close()
