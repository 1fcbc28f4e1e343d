"""Every workload one after the other, and two such runs side by side."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from statistics import median
from typing import Any

from bocage import __version__
from bocage.bench.harness.kept_run import Document
from bocage.bench.harness.machine import PACE
from bocage.bench.harness.preparing import prepared
from bocage.bench.harness.registry import Workload
from bocage.bench.harness.sizes import COMMUNES_OF_THE_ORNE, SIZES, Size

MORE_IS_BETTER = ("_per_s", "kept_of_bare_percent", "recall", "precision")
TIMES = ("_ms", "_s", ".seconds", "_seconds", ".minutes")
NOT_COMPARED = ("cold", "bare.", "routes./")
LEAST_MS = 2.0
"""Two durations below this differ by chance."""


def beginning_of(size: Size, *, rounds: int, machine: Mapping[str, Any]) -> Document:
    """The document of a run of which nothing was measured yet."""
    return {
        "name": "all",
        "version": __version__,
        "size": size.name,
        "rounds": rounds,
        "machine": dict(machine),
        "workloads": {},
    }


def measure_all(
    workloads: Mapping[str, Workload], begun: Document, *, keep: Callable[[Document], None]
) -> Document:
    """Runs each workload that the begun document lacks as many times as it says; each figure is the
    median of its rounds. After each of them, `keep` is given the document so far.

    By the name of each workload, it holds its `parameters`, `figures`, `failures`, `machine`, whose
    pace is of just then, and `minutes`.
    """
    size, taken_over = SIZES[begun["size"]], begun["workloads"]
    told = begun | {"workloads": {}}
    is_over = workloads.keys() <= taken_over.keys()
    territories = (size.territory, COMMUNES_OF_THE_ORNE)
    with nullcontext(os.environ) if is_over else prepared(territories) as environment:
        for number, one in enumerate(workloads.values(), start=1):
            place = f"{number}/{len(workloads)} {one.name}"
            if one.name in taken_over:
                print(f"{place}: taken over", file=sys.stderr)
                told["workloads"][one.name] = taken_over[one.name]
                continue
            print(f"{place}: {one.summary}…", file=sys.stderr)
            told["workloads"][one.name] = _in_rounds(one.name, size, begun["rounds"], environment)
            keep(told | {"workloads": taken_over | told["workloads"]})
    return told


def _in_rounds(name: str, size: Size, rounds: int, environment: Mapping[str, str]) -> Document:
    started = time.perf_counter()
    documents = [measure_apart(name, size, environment) for _round in range(rounds)]
    minutes = round((time.perf_counter() - started) / 60, 2)
    print(f"  {minutes} min", file=sys.stderr)
    return _of_rounds(documents) | {"minutes": minutes}


def measure_apart(name: str, size: Size, environment: Mapping[str, str]) -> Document:
    """What `bocage bench NAME` prints, run in a process of its own: the memory of one workload is
    not counted as another's, and one that breaks off is a failure among the others."""
    ended = subprocess.run(
        [sys.executable, "-m", "bocage", "bench", name, "--size", size.name, "--json"],
        check=False,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    if not ended.stdout.strip():
        broken = f"It broke off (exit code {ended.returncode}): nothing was measured."
        return {"parameters": {}, "figures": {}, "failures": [broken]}
    document: Document = json.loads(ended.stdout)
    return document


def _of_rounds(documents: Sequence[Document]) -> Document:
    measured = [one["figures"] for one in documents if one["figures"]]
    figures = {
        name: round(median(one[name] for one in measured), 4)
        for name in dict.fromkeys(name for one in measured for name in one)
        if all(name in one for one in measured)
    }
    failures = dict.fromkeys(failure for one in documents for failure in one["failures"])
    return {
        "parameters": documents[0]["parameters"],
        "figures": figures,
        "failures": list(failures),
        "machine": _machine_of(documents),
    }


def _machine_of(documents: Sequence[Document]) -> Document:
    """The machine of the first round, at the middle pace of all; nothing where all broke off."""
    machines: list[Document] = [one["machine"] for one in documents if one.get("machine")]
    if not machines:
        return {}
    paces = [one[PACE] for one in machines if PACE in one]
    return machines[0] | ({PACE: median(paces)} if paces else {})


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
        """After beside before, as they were measured."""
        return self.after / self.before if self.before else 1.0

    @property
    def worse(self) -> float:
        """How many times worse, at the same pace of the machine: above 1 is worse, below better."""
        if self.name.endswith("_per_s"):
            return 1 / (self.ratio * self.pace) if self.ratio else float("inf")
        if self.name.endswith(MORE_IS_BETTER):
            return 1 / self.ratio if self.ratio else float("inf")
        return self.ratio / self.pace if self.name.endswith(TIMES) else self.ratio

    @property
    def is_chance(self) -> bool:
        """Whether both are too short to be told apart."""
        return self.name.endswith("_ms") and max(self.before, self.after) < LEAST_MS


def compare(before: Document, after: Document) -> list[Line]:
    """The figures that both runs have and that are better or worse, not only other.

    Raises:
        KeyError: one of them is no document of `bocage bench`.
    """
    ours, theirs = dict(_figures(before)), dict(_figures(after))
    return [
        Line(name, ours[name], theirs[name], _pace(name, before, after))
        for name in ours
        if name in theirs and _is_compared(name, ours)
    ]


def _pace(figure: str, before: Document, after: Document) -> float:
    """How many times slower the machine was when the figure was measured again: its workload's own
    machine says so where both runs tell it, and that of the run elsewhere."""
    workload = figure.partition(".")[0]
    own = [one.get("workloads", {}).get(workload, {}).get("machine") for one in (before, after)]
    then, now = own if all(own) else (before["machine"], after["machine"])
    return float(now.get(PACE, 1)) / float(then.get(PACE, 1))


def _figures(document: Document) -> Iterator[tuple[str, float]]:
    if "workloads" not in document:
        yield from document["figures"].items()
        return
    for workload, told in document["workloads"].items():
        for name, value in told["figures"].items():
            yield f"{workload}.{name}", float(value)


def _is_compared(name: str, figures: Collection[str]) -> bool:
    """Loading, the first requests and the processor follow what is compared beside them; of single
    routes, seven requests are too few."""
    if any(part in name for part in NOT_COMPARED) or name.endswith("cpu_per_request_ms"):
        return False
    return name.endswith((*TIMES, *MORE_IS_BETTER, "_mb")) and name in figures
