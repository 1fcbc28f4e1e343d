"""Two runs of the same benches side by side: what is worse, and what is there no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bench.harness.kept_run import Document
from bench.harness.machine import PACE

MORE_IS_BETTER = ("_per_s", "kept_of_bare_percent", "recall", "precision")
TIMES = ("_ms", "_s", ".seconds", "_seconds", ".minutes")
DEFECTS = ("failures", "whole_reads", "dead_links", "overlaps", "server_errors", "differences")
"""Counts of what should not be: one more is worse, however many there were."""
NOT_COMPARED = ("cold", "bare.", "/")
NEGLIGIBLE = {"_ms": 2.0, "_s": 0.2, "seconds": 0.2, ".minutes": 0.05}
"""Two durations below this, by how they are told, differ by chance."""


class NotComparable(Exception):
    """Two runs that did not measure the same; the message says in what they differ."""


@dataclass(frozen=True)
class Line:
    """One figure of two runs."""

    name: str
    before: float
    after: float
    pace: float
    """How many times slower the second machine, or hour, was than the first."""

    @property
    def ratio(self) -> float:
        """After beside before, as they were measured; nothing stays as it was, and is otherwise
        exceeded without end."""
        if self.before:
            return self.after / self.before
        return float("inf") if self.after else 1.0

    @property
    def worse(self) -> float:
        """How many times worse, at the same pace of the machine: above 1 is worse, below better."""
        if self.name.endswith("_per_s"):
            return 1 / (self.ratio * self.pace) if self.ratio else float("inf")
        if self.name.endswith(MORE_IS_BETTER):
            return 1 / self.ratio if self.ratio else float("inf")
        if self.name.endswith(DEFECTS):
            return float("inf") if self.after > self.before else self.ratio
        return self.ratio / self.pace if self.name.endswith(TIMES) else self.ratio

    @property
    def is_chance(self) -> bool:
        """Whether both are too short to be told apart."""
        if self.name.endswith(MORE_IS_BETTER):
            return False
        longest = max(self.before, self.after)
        return any(
            self.name.endswith(end) and longest < negligible
            for end, negligible in NEGLIGIBLE.items()
        )


@dataclass(frozen=True)
class Comparison:
    """Two runs side by side."""

    lines: list[Line]
    """The figures that both have and that are better or worse, not only other; of defects, those
    that one of them has."""
    missing: list[str]
    """Such figures of the first that the second does not have."""


def compare(before: Document, after: Document) -> Comparison:
    """Each figure of the first run beside that of the second.

    Raises:
        NotComparable: they are of other benches, or of other sizes.
        KeyError: one of them is no document of `python -m bench`.
    """
    _refuse_others(before, after)
    figures_before, figures_after = dict(_figures(before)), dict(_figures(after))
    names = [name for name in figures_before if _is_compared(name)]
    lines = [
        Line(name, figures_before[name], figures_after[name], _pace(name, before, after))
        for name in names
        if name in figures_after
    ]
    return Comparison(
        [line for line in lines if not line.name.endswith(DEFECTS) or line.before or line.after],
        [name for name in names if name not in figures_after],
    )


def _refuse_others(before: Document, after: Document) -> None:
    """A run of all says its size; one bench says what it was asked for, of which its size is."""
    for key in ("name", "size") if "workloads" in before else ("name", "parameters"):
        if before.get(key) != after.get(key):
            raise NotComparable(
                f"They did not measure the same: the {key} of the first is"
                f" {before.get(key, 'not told')}, and of the second {after.get(key, 'not told')}."
            )


def _pace(figure: str, before: Document, after: Document) -> float:
    """How many times slower the machine was when the figure was measured again: its workload's own
    machine says so where both runs tell it, and that of the run elsewhere."""
    workload = figure.partition(".")[0]
    machines = [
        document.get("workloads", {}).get(workload, {}).get("machine")
        for document in (before, after)
    ]
    machine_before, now = machines if all(machines) else (before["machine"], after["machine"])
    return float(now.get(PACE, 1)) / float(machine_before.get(PACE, 1))


def _figures(document: Document) -> Iterator[tuple[str, float]]:
    """The figures of a document, and among them how many of its promises were broken."""
    if "workloads" not in document:
        yield from document["figures"].items()
        yield "failures", len(document["failures"])
        return
    for workload, measured_workload in document["workloads"].items():
        for name, value in measured_workload["figures"].items():
            yield f"{workload}.{name}", float(value)
        yield f"{workload}.failures", len(measured_workload["failures"])


def _is_compared(name: str) -> bool:
    """Loading, the first requests and the processor follow what is compared beside them; of single
    routes, seven requests are too few."""
    if any(part in name for part in NOT_COMPARED) or name.endswith("cpu_per_request_ms"):
        return False
    return name.endswith((*TIMES, *MORE_IS_BETTER, *DEFECTS, "_mb"))
