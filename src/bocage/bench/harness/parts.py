"""A workload in parts: each measures one subject in an instance of its own, and says what it
promises. A part that another change brings is measured once its module is there.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from bocage.bench.harness.budgets import FLOORS, GOALS
from bocage.bench.harness.instance import Instance, temporary_instance
from bocage.bench.harness.machine import describe_machine
from bocage.bench.harness.registry import Report
from bocage.bench.harness.sizes import COMMUNES_OF_THE_ORNE, NO_COMMUNES, Communes, Size

WEB_WORKERS = 4
Figures = dict[str, int | float]


@dataclass(frozen=True)
class Part:
    """A module of `bocage.bench`, and its function `measure(instance, size) -> Figures`. The
    budgets of its figures stand by the name of the module."""

    module: str
    function: str
    communes: Callable[[Size], Communes]
    """Those that are there when it begins."""


def of_the_size(size: Size) -> Communes:
    """All those of the size."""
    return size.territory


def of_the_orne(_size: Size) -> Communes:
    """Those of one département, at every size."""
    return COMMUNES_OF_THE_ORNE


def of_nowhere(_size: Size) -> Communes:
    """None."""
    return NO_COMMUNES


def measure_parts(parts: Sequence[Part], size: Size) -> Report:
    """Each part that is there, in an instance of its own, so that none weighs on another."""
    figures: Figures = {}
    failures: list[str] = []
    machine: dict[str, str | int | float] = {}
    for part in parts:
        measure = _found(part)
        if measure is None:
            continue
        print(f"measuring {part.module}…", file=sys.stderr)
        with temporary_instance(web_workers=WEB_WORKERS, communes=part.communes(size)) as instance:
            machine = describe_machine() | {"postgresql": instance.postgres_version()}
            measured = measure(instance, size)
        print(measured, file=sys.stderr)
        figures |= measured
        if not size.is_quick:
            failures += missed(measured, GOALS.get(part.module, {}), FLOORS.get(part.module, {}))
    return Report({"web_workers": WEB_WORKERS, "size": size.name}, figures, machine, failures)


def _found(part: Part) -> Callable[[Instance, Size], Figures] | None:
    name = f"bocage.bench.{part.module}"
    if find_spec(name) is None:
        return None
    found: Callable[[Instance, Size], Figures] = getattr(import_module(name), part.function)
    return found


def missed(
    figures: Figures, goals: Mapping[str, float], floors: Mapping[str, float] | None = None
) -> list[str]:
    """A sentence for each goal that the figures do not keep; what was not measured keeps none."""
    bounds = [(name, goal, "above") for name, goal in goals.items()]
    bounds += [(name, floor, "below") for name, floor in (floors or {}).items()]
    failures = []
    for name, bound, side in bounds:
        if name not in figures:
            failures.append(f"{name} was not measured.")
        elif figures[name] > bound if side == "above" else figures[name] < bound:
            failures.append(f"{name} is {figures[name]}, {side} {bound:g}.")
    return failures
