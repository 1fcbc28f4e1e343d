"""What the figures were measured on: without it a figure says nothing."""

import os
import platform
import sys
from pathlib import Path

PROCESSOR_FACTS = Path("/proc/cpuinfo")


def describe_machine() -> dict[str, str | int | float]:
    """Processor, cores, memory in gibibytes, system and Python."""
    return {
        "cpu": _processor_model(),
        "cores": len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 0,
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "os": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
    }


def _processor_model() -> str:
    if PROCESSOR_FACTS.exists():
        for line in PROCESSOR_FACTS.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
