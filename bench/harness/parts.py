"""Workload in parts: each measures one subject in an instance of its own, against its budgets."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bench.harness.budgets import FLOORS, GOALS, PACE_MS
from bench.harness.instance import Instance, temporary_instance
from bench.harness.machine import (
    PACE,
    Machine,
    describe_machine,
    described_over,
    described_since,
)
from bench.harness.registry import Report
from bench.harness.sizes import COMMUNES_OF_THE_ORNE, NO_COMMUNES, Communes, Size

WEB_WORKERS = 4
CLOCKED = ("_ms", "_s", ".minutes")
"""Suffixes of figures that depend on the pace of a machine, besides requests per second."""
Figures = dict[str, int | float]


@dataclass(frozen=True)
class Part:
    """Subject, and the function that measures it."""

    name: str
    """Name, as in its budgets."""
    measure: Callable[[Instance, Size], Figures]
    communes: Callable[[Size], Communes]
    """Communes that its instance starts with."""


def of_the_size(size: Size) -> Communes:
    """Returns all communes of the size."""
    return size.territory


def of_the_orne(_size: Size) -> Communes:
    """Returns those of one département, at every size."""
    return COMMUNES_OF_THE_ORNE


def of_nowhere(_size: Size) -> Communes:
    """Returns no commune."""
    return NO_COMMUNES


def measure_parts(parts: Sequence[Part], size: Size) -> Report:
    """Runs each part in an instance of its own, so that none affects another.

    Each is compared with its budgets at the pace of its own minutes; the report has the mean pace.
    """
    figures: Figures = {}
    failures: list[str] = []
    machines: list[Machine] = []
    for part in parts:
        print(f"measuring {part.name}…", file=sys.stderr)
        with temporary_instance(web_workers=WEB_WORKERS, communes=part.communes(size)) as instance:
            machine = describe_machine() | {"postgresql": instance.postgres_version()}
            measured = part.measure(instance, size)
            machine = described_since(machine)
        machines.append(machine)
        print(measured, file=sys.stderr)
        figures |= measured
        if not size.is_quick:
            failures += missed(
                measured,
                GOALS.get(part.name, {}),
                FLOORS.get(part.name, {}),
                machine=machine,
            )
    parameters: dict[str, int | str] = {"web_workers": WEB_WORKERS, "size": size.name}
    return Report(parameters, figures, described_over(machines), failures)


def broken(figures: Mapping[str, float], promises: Mapping[str, float]) -> list[str]:
    """Returns a sentence for each exact figure that differs, or was not measured."""
    return [
        f"{name} is {figures.get(name, 'not measured')}, not {promised:g}."
        for name, promised in promises.items()
        if figures.get(name) != promised
    ]


def missed(
    figures: Mapping[str, float],
    goals: Mapping[str, float],
    floors: Mapping[str, float] | None = None,
    *,
    machine: Machine | None = None,
) -> list[str]:
    """Returns a sentence for each missed goal; a missing figure misses it.

    On a `machine` slower than the one of the budgets, durations may be longer as well.
    """
    slower = max(1.0, float(machine[PACE]) / PACE_MS) if machine else 1.0
    bounds = [(name, goal, goal * _scale(name, slower), "above") for name, goal in goals.items()]
    bounds += [
        (name, floor, floor / _scale(name, slower), "below")
        for name, floor in (floors or {}).items()
    ]
    failures = []
    for name, bound, allowed, side in bounds:
        if name not in figures:
            failures.append(f"{name} was not measured.")
        elif figures[name] > allowed if side == "above" else figures[name] < allowed:
            explanation = "" if allowed == bound else f": {allowed:.1f} at the pace of this hour"
            failures.append(f"{name} is {figures[name]}, {side} {bound:g}{explanation}.")
    return failures


def _scale(name: str, slower: float) -> float:
    return slower if name.endswith(CLOCKED) else 1.0
