"""What was asked for, where the walk stops, and what is told on the way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypedDict

from playwright.async_api import Browser, BrowserContext

PATIENCE_MS = 30_000


class Finding(TypedDict):
    """One thing that is not as it should be."""

    kind: str
    role: str
    path: str
    what: str


@dataclass(frozen=True, kw_only=True)
class Walk:
    """What was asked for: empty is everything."""

    base: str
    folder: Path
    roles: tuple[str, ...]
    routes: str
    looks: frozenset[str]
    at_once: int
    again: bool


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A page on the way: whose it is, and how they are signed in (what Playwright keeps)."""

    role: str
    route: str
    path: str
    state: Any

    @property
    def name(self) -> str:
        """That of its files."""
        return f"{self.role.partition('@')[0]}--{self.route}"


@dataclass
class Road:
    """The browser, and what was found so far."""

    walk: Walk
    browser: Browser
    findings: list[Finding] = field(default_factory=list)

    def tell(self, kind: str, stop: Stop, detail: str) -> None:
        """Keeps a finding, and says it at once: a walk is long."""
        print(f"{kind} | {stop.role} | {stop.path} | {detail}", flush=True)
        self.findings.append({"kind": kind, "role": stop.role, "path": stop.path, "what": detail})

    def file(self, stop: Stop, ending: str) -> Path:
        return self.walk.folder / f"{stop.name}--{ending}"

    def address(self, stop: Stop) -> str:
        return self.walk.base + stop.path

    @asynccontextmanager
    async def visit(self, state: Any, **options: Any) -> AsyncIterator[BrowserContext]:
        """A browser of its own, signed in as `state` says."""
        context = await self.browser.new_context(
            locale="fr-FR", storage_state=state, reduced_motion="reduce", **options
        )
        context.set_default_timeout(PATIENCE_MS)
        try:
            yield context
        finally:
            await context.close()
