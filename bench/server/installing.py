"""The proof of deploy/server: from an empty Debian tree to a booking through Caddy, and nginx."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.drills.scene import DrillReport
from bench.harness.stage import Stage, stage_of
from bench.server.certificates import LIVE, certify
from bench.server.entry import Entry
from bench.server.journey import book_in_a_browser
from bench.server.machine import Machine, booted
from bench.server.tool import try_tool
from bench.server.tree import DOMAIN, LABORATORY, OPERATOR, RELEASE, DebianTree

LONGEST_S = 600.0
READY_S = 400.0
"""The first start makes the database and every table."""
UNITS = (
    *("bocage.target", "bocage-database.service", "bocage-web.service", "bocage-worker.service"),
    *("upgrade-bocage.service", "upgrade-bocage.timer"),
)
FOLDER = "/etc/systemd/system"
BY_HAND = "# By hand.\n"
BENCH = f"""
set -a
. /etc/bocage/bocage.env
cd /{LABORATORY}
exec setpriv --reuid=bocage --regid=bocage --init-groups --no-new-privs \\
    /opt/bocage/current/bin/python -m bench "$@"
"""
CHALLENGE = ".well-known/acme-challenge/drill"
"""Path of the challenge that certbot writes for the certificate authority."""
EXPOSURE_AT_MOST = 40
"""Maximum of `systemd-analyze security`, in tenths: below 4.0 it no longer reports « MEDIUM »."""


@dataclass(frozen=True)
class Server:
    """An instance that runs as deploy/server sets it up."""

    machine: Machine
    entry: Entry
    ready_s: float
    """Seconds from the start of systemd until the instance is ready."""

    def stage(self) -> Stage:
        """Sets people and rooms, in an instance without accounts."""
        return stage_of(json.loads(self.bench("stage", "booking").splitlines()[-1]))

    def bench(self, *command: str) -> str:
        """Runs a bench on the machine with the settings of the instance; returns its output."""
        return self.machine.output_of("sh", "-ec", BENCH, "bench", *command)

    def is_ready(self) -> bool:
        process = self.machine.run(
            "/opt/bocage/current/bin/python", "-c",
            "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/readyz', timeout=5)",
        )  # fmt: skip
        return process.returncode == 0


@contextmanager
def server(tree: DebianTree, folder: Path) -> Iterator[Server]:
    """Runs a server within the block, ready for requests.

    Raises:
        CannotDrill: it does not start.
    """
    with booted(tree, folder) as machine:
        authority = certify(machine.root)
        started = time.monotonic()
        # The tree has both packages, and one of the two has the ports: Caddy, at first.
        machine.run("systemctl", "disable", "--now", "nginx")
        machine.output_of("systemctl", "daemon-reload")
        machine.output_of("systemctl", "restart", "caddy")
        running = Server(machine, Entry(authority), 0.0)
        machine.wait_until(running.is_ready, seconds=READY_S, subject="The instance is not ready")
        yield Server(machine, running.entry, round(time.monotonic() - started, 1))


def run_install(tree: DebianTree, folder: Path) -> DrillReport:
    """Runs the wheel as a tool, boots the installation, checks its units, and books through each
    proxy.
    """
    report = DrillReport(figures={**tree.times})
    report.figures["tool_ready_s"] = _try_tool(tree, folder)
    report.done.append("uv tool install, bocage up")
    started = time.monotonic()
    with server(tree, folder) as instance:
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
        _install_again(machine, report)
        _take_nginx(instance, report)
        report.done.append(f"nginx: {book_in_a_browser(stage, person=1, slot=1)}")
        instance.entry.check(report, "nginx")
    return report


def _try_tool(tree: DebianTree, root: Path) -> float:
    with TemporaryDirectory(dir=root) as folder:
        return try_tool(tree.wheel, Path(folder))


def _check_units(machine: Machine, report: DrillReport) -> None:
    """Runs the checks of systemd and of the servers on their files."""
    looks = {
        "systemd-analyze verify": (
            "systemd-analyze",
            "verify",
            *(f"{FOLDER}/{name_of_unit}" for name_of_unit in UNITS),
        ),
        "caddy validate": ("caddy", "validate", "--config", "/etc/caddy/Caddyfile"),
        "logrotate": ("logrotate", "--debug", "/etc/logrotate.d/bocage"),
    }
    for name, command in looks.items():
        process = machine.run(*command)
        report.expect(process.returncode == 0, f"{name}: {process.stderr[-600:]}")
        report.done.append(name)
    for unit in ("bocage-web", "bocage-worker", "bocage-database"):
        process = machine.run(
            "systemd-analyze", "security", f"--threshold={EXPOSURE_AT_MOST}", f"{unit}.service"
        )
        last_line = (process.stdout.strip().splitlines() or ["nothing"])[-1]
        report.expect(process.returncode == 0, f"{unit}: {last_line}")
        report.done.append(last_line.strip("→ "))
        restarts = machine.output_of("systemctl", "show", "-P", "NRestarts", unit).strip()
        report.expect(restarts == "0", f"{unit} was started again {restarts} times.")


def _install(machine: Machine, *options: str) -> str:
    """Runs the script of deploy/server again; returns its output."""
    wheel = next((machine.root / RELEASE).glob("bocage-*.whl")).name
    script = f"/{RELEASE}/server/install"
    return machine.output_of(script, *options, f"/{RELEASE}/{wheel}", DOMAIN, OPERATOR)


def _install_again(machine: Machine, report: DrillReport) -> None:
    """Checks that local changes to the global and the site configuration survive."""
    caddy = machine.root / "etc/caddy"
    for file in ("Caddyfile", "sites/bocage.caddy"):
        with (caddy / file).open("a") as site:
            site.write(BY_HAND)
    _install(machine)
    report.expect(BY_HAND in (caddy / "Caddyfile").read_text(), "The Caddyfile was replaced.")
    backups = [path.read_text() for path in (caddy / "sites").glob("bocage.caddy.before-*")]
    report.expect(any(BY_HAND in backup for backup in backups), "A changed site was not kept.")
    report.done.append("install again")


def _take_nginx(instance: Server, report: DrillReport) -> None:
    """Sets the server behind nginx, as README.md describes it.

    The certificate is requested through Debian's default page of nginx, then renewed through ours.
    No authority exists here: the files of certbot are written by hand.
    """
    machine = instance.machine
    live = machine.root / LIVE
    later = live.with_name("later")
    live.rename(later)
    machine.output_of("systemctl", "disable", "--now", "caddy")
    machine.output_of("systemctl", "enable", "--now", "nginx")
    output = _install(machine, "--nginx")
    report.expect("certbot certonly" in output, f"A certificate is missing, and it says: {output}")
    challenge = machine.root / "var/www/html" / CHALLENGE
    challenge.parent.mkdir(parents=True)
    challenge.write_text(BY_HAND)
    report.expect(instance.entry.answers_in_clear(CHALLENGE), "No certificate could be asked for.")
    later.rename(live)
    _install(machine, "--nginx")
    machine.output_of("nginx", "-t")
    report.expect(instance.entry.answers_in_clear(CHALLENGE), "No certificate could be renewed.")
    machine.output_of("systemctl", "reload", "nginx")
    report.done.append("nginx, from its first page to a certificate that can be renewed")
