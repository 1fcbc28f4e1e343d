"""Resources of a server: memory idle and under load, disk when new and after years."""

from __future__ import annotations

import re
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.drills.bookers import people_booking
from bench.drills.scene import DrillReport
from bench.harness.processes import family
from bench.harness.sizes import DEPARTEMENT
from bench.server.installing import Server, server
from bench.server.journey import CAME_FROM, SESSION_COOKIE
from bench.server.tree import DebianTree

A_YEAR = 0.34
"""Share of the data of `python -m bench seed`, three years of bookings and five of every other
room: a year of the first, and more than one of the others.
"""
REST_S, LOAD_S, EVERY_S = 30.0, 60.0, 1.0
UNIT = re.compile(r"/([\w@.-]+)\.service")
FOLDERS = {
    "version": "opt/bocage/versions",
    "database": "var/lib/bocage/postgres",
    "backup": "var/backups/bocage",
    "logs": "var/log",
}
"""Folders of the disk usage; Debian itself is left out."""


@dataclass
class Memory:
    """Peak memory of each service in megabytes: shared pages are divided by their sharers (PSS), so
    that a sum counts nothing twice.
    """

    peaks: dict[str, float] = field(default_factory=dict)
    most_of_all: float = 0.0

    def look(self, init: int) -> None:
        now: dict[str, float] = defaultdict(float)
        for process in family(init):
            service, megabytes = _unit(process), _pss_mb(process)
            now[service] += megabytes
        for service, megabytes in now.items():
            self.peaks[service] = max(megabytes, self.peaks.get(service, 0.0))
        self.most_of_all = max(sum(now.values()), self.most_of_all)

    @contextmanager
    def watch(self, init: int) -> Iterator[None]:
        """Looks each second within the block."""
        over = threading.Event()

        def look() -> None:
            while not over.wait(EVERY_S):
                self.look(init)

        thread = threading.Thread(target=look, daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def figures(self, moment: str) -> dict[str, int | float]:
        figures: dict[str, int | float] = {
            f"memory.{moment}.{service}_mb": round(megabytes)
            for service, megabytes in sorted(self.peaks.items())
            if service.startswith("bocage") or service in {"caddy", "nginx"}
        }
        return figures | {f"memory.{moment}.whole_system_mb": round(self.most_of_all)}


def run_footprint(tree: DebianTree, root: Path) -> DrillReport:
    """Measures a new server at rest and while four people book, then one with a year of life, and
    one with years of it."""
    report = DrillReport()
    measures = {"new": _measure_new, "year": _measure_year, "years": _measure_years}
    for name, measure in measures.items():
        folder = root / name
        folder.mkdir()
        with server(tree, folder) as instance:
            measure(instance, report)
            report.done.append(name)
    return report


def _measure_new(instance: Server, report: DrillReport) -> None:
    report.figures |= _disk(instance, "new")
    stage = instance.stage()
    report.figures |= _at_rest(instance).figures("rest")
    load = Memory()
    with (
        load.watch(instance.machine.init),
        people_booking(
            443,
            stage,
            connect=instance.entry.connection,
            headers=CAME_FROM,
            session_cookie=SESSION_COOKIE,
        ) as booking_log,
    ):
        time.sleep(LOAD_S)
    report.figures |= load.figures("load")
    report.figures["load.bookings"] = len(booking_log.booked)
    report.expect(bool(booking_log.booked), "Nobody booked: the figures under load prove nothing.")


def _measure_year(instance: Server, report: DrillReport) -> None:
    """Measures the state after a year of a département."""
    _fill(instance, A_YEAR)
    report.figures |= _disk(instance, "year")


def _measure_years(instance: Server, report: DrillReport) -> None:
    """Measures the state after years of a département, idle too."""
    _fill(instance, 1)
    report.figures |= _disk(instance, "years") | _at_rest(instance).figures("years")


def _fill(instance: Server, share: float) -> None:
    """Seeds a département, or a share of it, and saves the database once."""
    size, share_text = DEPARTEMENT.name, str(share)
    instance.bench("seed", "--size", size, "--share", share_text, "--json")
    instance.machine.output_of("bocage", "backup")


def _at_rest(instance: Server) -> Memory:
    memory = Memory()
    with memory.watch(instance.machine.init):
        time.sleep(REST_S)
    return memory


def _disk(instance: Server, moment: str) -> dict[str, int | float]:
    """Returns the megabytes on the disk, by folder."""
    figures: dict[str, int | float] = {}
    for name, folder in FOLDERS.items():
        octets = sum(_used_mb(path) for path in (instance.machine.root / folder).rglob("*"))
        figures[f"disk.{moment}.{name}_mb"] = round(octets / 1e6)
    return figures


def _used_mb(path: Path) -> int:
    try:
        return path.lstat().st_blocks * 512
    except OSError:  # Gone meanwhile.
        return 0


def _unit(process: int) -> str:
    try:
        cgroup = Path(f"/proc/{process}/cgroup").read_text()
    except OSError:
        return "gone"
    match = UNIT.search(cgroup)
    return match[1] if match else "system"


def _pss_mb(process: int) -> float:
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    match = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
    return int(match[1]) * 1024 / 1e6 if match else 0.0
