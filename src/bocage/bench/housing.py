"""Homes: feeds read, searches answered, saved searches matched, in one instance after another.

Each part measures one subject and hands back its figures; it says itself what it promises.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from bocage.bench.harness.instance import Instance, temporary_instance
from bocage.bench.harness.machine import describe_machine
from bocage.bench.harness.registry import Report, workload

WEB_WORKERS = 4
FLAT = 1.25
"""How much more memory ten times as many listings may take: what counts are kept, no listings."""
Figures = dict[str, int | float]


@dataclass(frozen=True)
class Part:
    """A module of this room, its function `measure(instance, quick) -> Figures`, and the goals
    that its figures stay under at the full size."""

    module: str
    function: str
    goals: dict[str, float]


PARTS = (
    Part(
        "housing_feed",
        "measure_feed",
        {"feed.peak_mb": 400.0, "feed.peak_beside_tenth": FLAT},
    ),
    Part("housing_search", "measure_search", {"search_page.p95_ms": 60.0}),
    Part(
        "housing_matching",
        "measure_matching",
        {"match_1m.p50_ms": 2.0, "match_1m.p95_ms": 7.0, "delivery_to_mail.p95_s": 5.0},
    ),
)


@workload("housing", "feeds, search and alerts of homes, among a million of each")
def measure_housing(quick: bool) -> Report:
    """Each part that is there, in an instance of its own, so that none weighs on another."""
    figures: Figures = {}
    failures: list[str] = []
    machine: dict[str, str | int | float] = {}
    for part in PARTS:
        measure = _found(part)
        if measure is None:
            continue
        print(f"measuring {part.module}…", file=sys.stderr)
        with temporary_instance(web_workers=WEB_WORKERS) as instance:
            machine = describe_machine() | {"postgresql": instance.postgres_version()}
            measured = measure(instance, quick)
        print(measured, file=sys.stderr)
        figures |= measured
        if not quick:
            failures += missed(measured, part.goals)
    return Report({"web_workers": WEB_WORKERS, "quick": int(quick)}, figures, machine, failures)


def _found(part: Part) -> Callable[[Instance, bool], Figures] | None:
    name = f"bocage.bench.{part.module}"
    if find_spec(name) is None:
        return None
    found: Callable[[Instance, bool], Figures] = getattr(import_module(name), part.function)
    return found


def missed(figures: Figures, goals: dict[str, float]) -> list[str]:
    """A sentence for each goal that the figures do not keep; what was not measured keeps none."""
    failures = []
    for name, goal in goals.items():
        if name not in figures:
            failures.append(f"{name} was not measured.")
        elif figures[name] > goal:
            failures.append(f"{name} is {figures[name]}, above {goal:g}.")
    return failures
