"""What a server takes: memory at rest and while people book, disk when it is new, after a year of a
département, and after years of it."""

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
"""Of what `python -m bench seed` loads, three years of bookings and five of every other room: a
year of the first, and more than one of the others."""
REST_S, LOAD_S, EVERY_S = 30.0, 60.0, 1.0
UNIT = re.compile(r"/([\w@.-]+)\.service")
FOLDERS = {
    "version": "opt/bocage/versions",
    "database": "var/lib/bocage/postgres",
    "backup": "var/backups/bocage",
    "logs": "var/log",
}
"""What the disk is counted by; Debian itself is left out."""


@dataclass
class Memory:
    """The most that each service had of memory in a while, in megabytes: shared pages are divided
    by those who share them (PSS), so that a sum counts nothing twice."""

    most: dict[str, float] = field(default_factory=dict)
    most_of_all: float = 0.0

    def look(self, init: int) -> None:
        now: dict[str, float] = defaultdict(float)
        for process in family(init):
            service, megabytes = _unit(process), _pss_mb(process)
            now[service] += megabytes
        for service, megabytes in now.items():
            self.most[service] = max(megabytes, self.most.get(service, 0.0))
        self.most_of_all = max(sum(now.values()), self.most_of_all)

    @contextmanager
    def watched(self, init: int) -> Iterator[None]:
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

    def figures(self, when: str) -> dict[str, int | float]:
        told: dict[str, int | float] = {
            f"memory.{when}.{service}_mb": round(megabytes)
            for service, megabytes in sorted(self.most.items())
            if service.startswith("bocage") or service in {"caddy", "nginx"}
        }
        return told | {f"memory.{when}.whole_system_mb": round(self.most_of_all)}


def run_footprint(tree: DebianTree, own: Path) -> DrillReport:
    """Measures a new server at rest and while four people book, then one with a year of life, and
    one with years of it."""
    report = DrillReport()
    measures = {"new": _measure_new, "year": _measure_year, "years": _measure_years}
    for name, measure in measures.items():
        folder = own / name
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
        load.watched(instance.machine.init),
        people_booking(
            443,
            stage,
            connect=instance.entry.connection,
            headers=CAME_FROM,
            session_cookie=SESSION_COOKIE,
        ) as told,
    ):
        time.sleep(LOAD_S)
    report.figures |= load.figures("load")
    report.figures["load.bookings"] = len(told.booked)
    report.expect(bool(told.booked), "Nobody booked: the figures under load prove nothing.")


def _measure_year(instance: Server, report: DrillReport) -> None:
    """As it is after a year of a département."""
    _fill(instance, A_YEAR)
    report.figures |= _disk(instance, "year")


def _measure_years(instance: Server, report: DrillReport) -> None:
    """As it is after years of a département, at rest too."""
    _fill(instance, 1)
    report.figures |= _disk(instance, "years") | _at_rest(instance).figures("years")


def _fill(instance: Server, share: float) -> None:
    """Seeds a département, or a share of it, and saves the database once."""
    size, told = DEPARTEMENT.name, str(share)
    instance.bench("seed", "--size", size, "--share", told, "--json")
    instance.machine.told("bocage", "backup")


def _at_rest(instance: Server) -> Memory:
    memory = Memory()
    with memory.watched(instance.machine.init):
        time.sleep(REST_S)
    return memory


def _disk(instance: Server, when: str) -> dict[str, int | float]:
    """Megabytes that are taken on the disk, by what takes them."""
    figures: dict[str, int | float] = {}
    for name, folder in FOLDERS.items():
        octets = sum(_taken(path) for path in (instance.machine.root / folder).rglob("*"))
        figures[f"disk.{when}.{name}_mb"] = round(octets / 1e6)
    return figures


def _taken(path: Path) -> int:
    try:
        return path.lstat().st_blocks * 512
    except OSError:  # Gone meanwhile.
        return 0


def _unit(process: int) -> str:
    try:
        told = Path(f"/proc/{process}/cgroup").read_text()
    except OSError:
        return "gone"
    found = UNIT.search(told)
    return found[1] if found else "system"


def _pss_mb(process: int) -> float:
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    found = re.search(r"^Pss:\s+(\d+) kB", told, re.MULTILINE)
    return int(found[1]) * 1024 / 1e6 if found else 0.0
