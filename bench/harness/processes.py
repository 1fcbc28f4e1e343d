"""Processor time of a family of processes.

Requests per second fall when something else uses the machine; processor time per request does not,
so it is the figure to compare between two runs.
"""

import os
from collections import defaultdict
from pathlib import Path

PROCESSES = Path("/proc")
# Fields of /proc/PID/stat after the name in parentheses (man 5 proc, numbered from 3 there).
PARENT = 1
NICENESS = 16
SPENT = (11, 12, 13, 14)
"""Fields of /proc/PID/stat: user and system time of the process, then of its ended children."""


def family_cpu_seconds(root: int) -> float:
    """Returns the processor seconds of a process, its descendants, and those that have ended.

    0 on systems other than Linux.
    """
    statistics = _read_statistics()
    children: dict[int, list[int]] = defaultdict(list)
    for process, fields in statistics.items():
        children[int(fields[PARENT])].append(process)
    ticks, waiting = 0, [root]
    while waiting:
        process = waiting.pop()
        waiting += children[process]
        spent = statistics.get(process, [])
        ticks += sum(int(spent[index]) for index in SPENT if spent)
    return ticks / os.sysconf("SC_CLK_TCK")


def family(root: int) -> list[int]:
    """Returns a process and its descendants."""
    parents = {pid: int(fields[PARENT]) for pid, fields in _read_statistics().items()}
    members = [root]
    for member in members:
        members += [pid for pid, parent in parents.items() if parent == member]
    return members


def children_by_niceness(parent: int) -> dict[int, int]:
    """Returns the children of a process, each with its niceness."""
    return {
        process: int(fields[NICENESS])
        for process, fields in _read_statistics().items()
        if int(fields[PARENT]) == parent
    }


def _read_statistics() -> dict[int, list[str]]:
    statistics = {}
    for folder in PROCESSES.glob("[0-9]*"):
        try:
            fields_text = (folder / "stat").read_text()
        except OSError:  # It ended meanwhile.
            continue
        statistics[int(folder.name)] = fields_text.rpartition(")")[2].split()
    return statistics
