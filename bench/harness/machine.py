"""Machine on which the figures were measured."""

import os
import platform
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

PROCESSOR_FACTS = Path("/proc/cpuinfo")

STEPS, TRIES = 1_000_000, 5
PACE = "million_steps_ms"

Machine = dict[str, str | int | float]


def describe_machine() -> Machine:
    """Returns processor, cores, memory in GiB, system, Python, and the current pace of one core."""
    return {
        "cpu": _processor_model(),
        "cores": len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 0,
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "os": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        PACE: _pace_ms(),
    }


def described_since(before: Machine) -> Machine:
    """Returns the machine as described before a measure, at the mean of its pace then and now."""
    return before | {PACE: round((float(before[PACE]) + _pace_ms()) / 2, 1)}


def described_over(machines: Sequence[Machine]) -> Machine:
    """Returns the machine of the first of several measures, at the mean of the pace of all."""
    return machines[0] | {PACE: round(fmean(float(machine[PACE]) for machine in machines), 1)}


def _pace_ms() -> float:
    return round(min(_steps_seconds() for _try in range(TRIES)) * 1000, 1)


def _steps_seconds() -> float:
    """Returns the seconds of a million iterations of an empty loop.

    A rented machine with shared cores is two or four times slower at some hours: its measures are
    normalised by this.
    """
    started = time.perf_counter()
    for _step in range(STEPS):
        pass
    return time.perf_counter() - started


def _processor_model() -> str:
    if PROCESSOR_FACTS.exists():
        for line in PROCESSOR_FACTS.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
