"""Run of every workload, one after the other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from statistics import median
from typing import Any

from bench.harness.machine import PACE
from bench.harness.preparing import prepared
from bench.harness.registry import Workload
from bench.harness.resumable_run import Document
from bench.harness.sizes import COMMUNES_OF_THE_ORNE, SIZES, Size
from bocage import __version__
from bocage.foundation.ops.configuration import PROJECT_FOLDER


def beginning_of(size: Size, *, rounds: int, machine: Mapping[str, Any]) -> Document:
    """Returns the document of a run without figures."""
    return {
        "name": "all",
        "version": __version__,
        "size": size.name,
        "rounds": rounds,
        "machine": dict(machine),
        "workloads": {},
    }


def measure_all(
    workloads: Mapping[str, Workload], beginning: Document, *, save: Callable[[Document], None]
) -> Document:
    """Runs each workload that the document lacks, for its number of rounds; figures are medians.

    After each of them, `save` receives the document so far. By the name of each workload, it has
    its `parameters`, `figures`, `failures`, `machine`, whose pace is current, `minutes`, and
    `sources`: the digests of the measured code.
    """
    size, taken_over = SIZES[beginning["size"]], beginning["workloads"]
    document = beginning | {"workloads": {}}
    is_over = workloads.keys() <= taken_over.keys()
    territories = (size.territory, COMMUNES_OF_THE_ORNE)
    with nullcontext(os.environ) if is_over else prepared(territories) as environment:
        for number, workload in enumerate(workloads.values(), start=1):
            place = f"{number}/{len(workloads)} {workload.name}"
            if workload.name in taken_over:
                print(f"{place}: taken over", file=sys.stderr)
                document["workloads"][workload.name] = taken_over[workload.name]
                continue
            print(f"{place}: {workload.summary}…", file=sys.stderr)
            document["workloads"][workload.name] = _in_rounds(
                workload.name, size, beginning["rounds"], environment
            )
            save(document | {"workloads": taken_over | document["workloads"]})
    return document


def _in_rounds(name: str, size: Size, rounds: int, environment: Mapping[str, str]) -> Document:
    started = time.perf_counter()
    documents = [measure_apart(name, size, environment) for _round in range(rounds)]
    minutes = round((time.perf_counter() - started) / 60, 2)
    print(f"  {minutes} min", file=sys.stderr)
    return _of_rounds(documents) | {"minutes": minutes}


def measure_apart(name: str, size: Size, environment: Mapping[str, str]) -> Document:
    """Measures a workload in a process of its own: the memory of one is not counted as another's,
    and one that breaks off is a failure among the others."""
    ended = subprocess.run(
        [sys.executable, "-m", "bench", name, "--size", size.name, "--json"],
        check=False,
        cwd=PROJECT_FOLDER,
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
    measured = [document["figures"] for document in documents if document["figures"]]
    figures = {
        name: round(median(round_figures[name] for round_figures in measured), 4)
        for name in dict.fromkeys(name for round_figures in measured for name in round_figures)
        if all(name in round_figures for round_figures in measured)
    }
    failures = dict.fromkeys(failure for document in documents for failure in document["failures"])
    return {
        "parameters": documents[0]["parameters"],
        "figures": figures,
        "failures": list(failures),
        "machine": _machine_of(documents),
        "sources": sorted({code for document in documents for code in document.get("sources", ())}),
    }


def _machine_of(documents: Sequence[Document]) -> Document:
    """Returns the machine of the first round, at the median pace of all; empty if all failed."""
    machines: list[Document] = [
        document["machine"] for document in documents if document.get("machine")
    ]
    if not machines:
        return {}
    paces = [machine[PACE] for machine in machines if PACE in machine]
    return machines[0] | ({PACE: median(paces)} if paces else {})
