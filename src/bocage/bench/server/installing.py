"""The proof of deploy/server: from an empty Debian tree to a booking through Caddy, and nginx."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bocage.bench.drills.scene import DrillReport
from bocage.bench.harness.stage import Stage, stage_told
from bocage.bench.server.certificates import certify
from bocage.bench.server.entry import Entry
from bocage.bench.server.journey import book_in_a_browser
from bocage.bench.server.machine import Machine, booted
from bocage.bench.server.tree import DOMAIN, OPERATOR, RELEASE, DebianTree

LONGEST_S = 600.0
READY_S = 400.0
"""The first start makes the database and every table."""
UNITS = (
    *("bocage.target", "bocage-database.service", "bocage-web.service", "bocage-worker.service"),
    *("upgrade-bocage.service", "upgrade-bocage.timer"),
)
FOLDER = "/etc/systemd/system"
EXPOSURE_AT_MOST = 40
"""Of `systemd-analyze security`, in tenths: 4.0 is where it stops saying « MEDIUM »."""


@dataclass(frozen=True)
class Server:
    """An instance that runs as deploy/server sets it up."""

    machine: Machine
    entry: Entry
    ready_s: float
    """From the start of systemd until the instance says that it is ready."""

    def stage(self) -> Stage:
        """People and rooms, in an instance where nobody is yet."""
        return stage_told(self.machine.told("bocage", "bench_stage").splitlines()[-1])

    def is_ready(self) -> bool:
        done = self.machine.run(
            "/opt/bocage/current/bin/python", "-c",
            "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/readyz', timeout=5)",
        )  # fmt: skip
        return done.returncode == 0


@contextmanager
def server(tree: DebianTree, own: Path) -> Iterator[Server]:
    """A server within the block, ready to be asked.

    Raises:
        CannotDrill: it does not come up.
    """
    with booted(tree, own) as machine:
        authority = certify(machine.root)
        started = time.monotonic()
        machine.run("systemctl", "disable", "--now", "nginx")
        machine.told("systemctl", "daemon-reload")
        machine.told("systemctl", "restart", "caddy")
        one = Server(machine, Entry(authority), 0.0)
        machine.wait_until(one.is_ready, seconds=READY_S, what="The instance is not ready")
        yield Server(machine, one.entry, round(time.monotonic() - started, 1))


def run_install(tree: DebianTree, own: Path) -> DrillReport:
    """Boots what was installed, has systemd look at it, and books through each server."""
    report = DrillReport(figures={**tree.times})
    started = time.monotonic()
    with server(tree, own) as instance:
        machine = instance.machine
        report.figures["ready_s"] = instance.ready_s
        stage = instance.stage()
        report.done.append(f"Caddy: {book_in_a_browser(stage, person=0, slot=0)}")
        booked_s = time.monotonic() - started
        report.figures["booked_s"] = round(booked_s, 1)
        to_booking_s = round(tree.times["install_s"] + booked_s, 1)
        report.figures["from_empty_tree_to_booking_s"] = to_booking_s
        report.expect(to_booking_s <= LONGEST_S, f"It took {to_booking_s} s.")
        instance.entry.check(report, "Caddy")
        _check_units(machine, report)
        _take_nginx(machine)
        report.done.append(f"nginx: {book_in_a_browser(stage, person=1, slot=1)}")
        instance.entry.check(report, "nginx")
    return report


def _check_units(machine: Machine, report: DrillReport) -> None:
    """What systemd and the servers themselves say of their files."""
    looks = {
        "systemd-analyze verify": (
            "systemd-analyze",
            "verify",
            *(f"{FOLDER}/{one}" for one in UNITS),
        ),
        "caddy validate": ("caddy", "validate", "--config", "/etc/caddy/Caddyfile"),
        "logrotate": ("logrotate", "--debug", "/etc/logrotate.d/bocage"),
    }
    for name, command in looks.items():
        done = machine.run(*command)
        report.expect(done.returncode == 0, f"{name}: {done.stderr[-600:]}")
        report.done.append(name)
    for unit in ("bocage-web", "bocage-worker", "bocage-database"):
        done = machine.run(
            "systemd-analyze", "security", f"--threshold={EXPOSURE_AT_MOST}", f"{unit}.service"
        )
        told = (done.stdout.strip().splitlines() or ["nothing"])[-1]
        report.expect(done.returncode == 0, f"{unit}: {told}")
        report.done.append(told.strip("→ "))
        restarts = machine.told("systemctl", "show", "-P", "NRestarts", unit).strip()
        report.expect(restarts == "0", f"{unit} was started again {restarts} times.")


def _take_nginx(machine: Machine) -> None:
    """The same server behind nginx: the script is run again, and says so."""
    wheel = next((machine.root / RELEASE).glob("bocage-*.whl")).name
    machine.told("systemctl", "disable", "--now", "caddy")
    machine.told(f"/{RELEASE}/server/install", "--nginx", f"/{RELEASE}/{wheel}", DOMAIN, OPERATOR)
    machine.told("nginx", "-t")
    machine.told("systemctl", "enable", "--now", "nginx")
