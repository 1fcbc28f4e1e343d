"""Comparison of two runs of one bench: regressions, and missing figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bench.harness.machine import PACE
from bench.harness.resumable_run import Document

MORE_IS_BETTER = ("_per_s", "kept_of_bare_percent", "recall", "precision")
TIMES = ("_ms", "_s", ".seconds", "_seconds", ".minutes")
DEFECTS = (
    "failures", "whole_reads", "_fresh", "dead_links", "overlaps", "server_errors", "differences",
)  # fmt: skip
"""Counts of defects: any increase is a regression."""
NOT_COMPARED = ("cold", "bare.", "/")
NEGLIGIBLE = {"_ms": 2.0, "_s": 0.2, "seconds": 0.2, ".minutes": 0.05}
"""Durations below which a difference is noise, by the suffix of the figure."""


class NotComparable(Exception):
    """Error raised for two runs of different measures; the message has the difference."""


@dataclass(frozen=True)
class Line:
    """Figure of two runs."""

    name: str
    before: float
    after: float
    pace: float
    """Ratio of the pace of the second machine, or hour, to the first."""

    @property
    def ratio(self) -> float:
        """Returns the ratio after / before, as measured; 1 for two zeros, and infinity for one
        after zero.
        """
        if self.before:
            return self.after / self.before
        return float("inf") if self.after else 1.0

    @property
    def worse(self) -> float:
        """Returns the regression ratio at equal pace: above 1 is worse, below better."""
        if self.name.endswith("_per_s"):
            return 1 / (self.ratio * self.pace) if self.ratio else float("inf")
        if self.name.endswith(MORE_IS_BETTER):
            return 1 / self.ratio if self.ratio else float("inf")
        if self.name.endswith(DEFECTS):
            return float("inf") if self.after > self.before else self.ratio
        return self.ratio / self.pace if self.name.endswith(TIMES) else self.ratio

    @property
    def is_chance(self) -> bool:
        """Checks whether both are too short to differ significantly."""
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
    """Figures of both runs that have a better and a worse direction; of defects, those of either.
    """
    missing: list[str]
    """Such figures of the first run that the second lacks."""


def compare(before: Document, after: Document) -> Comparison:
    """Compares each figure of the first run with that of the second.

    Raises:
        NotComparable: they are of other benches, or of other sizes.
        KeyError: one of them is not a document of `python -m bench`.
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
    """Checks the sizes: that of a run of all, or the parameters of a single bench."""
    for key in ("name", "size") if "workloads" in before else ("name", "parameters"):
        if before.get(key) != after.get(key):
            raise NotComparable(
                f"They did not measure the same: the {key} of the first is"
                f" {before.get(key, 'not told')}, and of the second {after.get(key, 'not told')}."
            )


def _pace(figure: str, before: Document, after: Document) -> float:
    """Returns the ratio of paces of the machine for a figure.

    It is that of its workload if both runs have it, and that of the run otherwise.
    """
    workload = figure.partition(".")[0]
    machines = [
        document.get("workloads", {}).get(workload, {}).get("machine")
        for document in (before, after)
    ]
    machine_before, now = machines if all(machines) else (before["machine"], after["machine"])
    return float(now.get(PACE, 1)) / float(machine_before.get(PACE, 1))


def _figures(document: Document) -> Iterator[tuple[str, float]]:
    """Yields the figures of a document, with the number of its broken promises."""
    if "workloads" not in document:
        yield from document["figures"].items()
        yield "failures", len(document["failures"])
        return
    for workload, measured_workload in document["workloads"].items():
        for name, value in measured_workload["figures"].items():
            yield f"{workload}.{name}", float(value)
        yield f"{workload}.failures", len(measured_workload["failures"])


def _is_compared(name: str) -> bool:
    """Checks whether a figure is compared.

    Loading, first requests and processor time follow compared ones; for single routes, seven
    requests are too few.
    """
    if any(part in name for part in NOT_COMPARED) or name.endswith("cpu_per_request_ms"):
        return False
    return name.endswith((*TIMES, *MORE_IS_BETTER, *DEFECTS, "_mb"))
