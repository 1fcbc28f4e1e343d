"""The drill of upgrades: versions that fail on purpose, and one that serves, while people book."""

from __future__ import annotations

import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.cluster.programs import CannotDrill
from bench.drills.bookers import BookingLog, Wish, people_booking
from bench.drills.scene import DrillReport
from bench.harness.stage import Stage
from bench.server.installing import Server, server
from bench.server.journey import CAME_FROM, SESSION_COOKIE
from bench.server.tree import WHEELS, DebianTree
from bench.workloads.booking import OVERLAPS

PATIENCE_S = 60
"""Seconds of the timeout for a failing version: the two minutes of a server would prove no more."""
RELEASES = "/opt/bocage/releases"
ENVIRONMENT = "etc/bocage/bocage.env"
OFFLINE = f"""
PIP_NO_INDEX=1
PIP_FIND_LINKS=/{WHEELS}
BOCAGE_ALLOWED_HOSTS=127.0.0.1
"""
PATIENT = f"""[Service]
ExecStart=
ExecStart=/opt/bocage/current/bin/bocage upgrade --patience {PATIENCE_S}
"""
HOLDS_QUERY = """
SELECT coalesce(string_agg(resource_id || ' ' || to_char(
    lower(period) AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD HH24'), ','), 'none')
FROM workspaces_hold WHERE is_holding
"""
REST_S = 2.0
"""An upgrade takes minutes, and a room has some 870 hours."""
FALLS_AT_ONCE = 'raise SystemExit("This version does not serve, on purpose.")\n'
FALLS_ON_ITS_PORT = """import os

if os.environ.get("BOCAGE_PORT", "8000") == "8000":
    raise SystemExit("This version does not serve where people come, on purpose.")
"""


@dataclass(frozen=True)
class Attempt:
    """Release that is offered to the server, and its expected outcome."""

    version: str
    fault: str
    """Fault at the beginning of its `wsgi.py`."""
    verdict: str


ATTEMPTS = (
    Attempt("0.1.1", FALLS_AT_ONCE, "refused"),
    Attempt("0.1.2", FALLS_ON_ITS_PORT, "rolled back"),
    Attempt("0.1.3", "", "upgraded"),
)


def run_upgrade(tree: DebianTree, folder: Path, *, is_quick: bool) -> DrillReport:
    """Offers one release after the other, and counts the losses of people.

    In the short form, only the one that fails after the switch is offered.
    """
    report = DrillReport()
    with server(tree, folder) as instance:
        stage = instance.stage()
        _prepare(instance)
        wheel = instance.machine.root / tree.wheel.relative_to(tree.root)
        first = 0
        for attempt in [ATTEMPTS[1]] if is_quick else ATTEMPTS:
            release(wheel, instance.machine.root / RELEASES.strip("/"), attempt)
            with _people(instance, stage, first) as booking_log:
                instance.machine.run("systemctl", "start", "upgrade-bocage")
            first = booking_log.slots_used
            _judge(instance, attempt, booking_log, report)
    return report


def release(wheel: Path, folder: Path, attempt: Attempt) -> Path:
    """Rebuilds the wheel under another version, with its fault.

    The version is in file names and in the metadata.
    """
    before = wheel.name.split("-")[1]
    renamed = folder / wheel.name.replace(f"-{before}-", f"-{attempt.version}-")
    with (
        zipfile.ZipFile(wheel) as read,
        zipfile.ZipFile(renamed, "w", zipfile.ZIP_DEFLATED) as write,
    ):
        for entry in read.infolist():
            content = read.read(entry)
            name = entry.filename.replace(f"bocage-{before}.", f"bocage-{attempt.version}.")
            if name.endswith("dist-info/METADATA"):
                version_line = f"\nVersion: {before}\n".encode()
                content = content.replace(
                    version_line, f"\nVersion: {attempt.version}\n".encode(), 1
                )
            elif name.endswith("dist-info/RECORD"):
                content = _records(content.decode(), before, attempt.version).encode()
            elif name == "bocage/__init__.py":
                content = content.replace(before.encode(), attempt.version.encode())
            elif name == "bocage/wsgi.py" and attempt.fault:
                content = attempt.fault.encode() + content
            write.writestr(name, content)
    return renamed


def _records(record: str, before: str, version: str) -> str:
    """Rewrites the RECORD, without the hashes of changed files."""
    return re.sub(
        r",sha256=[^,]*,\d+", ",,", record.replace(f"bocage-{before}.", f"bocage-{version}.")
    )


def _prepare(instance: Server) -> None:
    """Sets the server for a drill without network: packages come from a folder, timeouts are
    shorter.
    """
    root = instance.machine.root
    with (root / ENVIRONMENT).open("a") as environment:
        environment.write(OFFLINE)
    drop_in = root / "etc/systemd/system/upgrade-bocage.service.d/drill.conf"
    drop_in.parent.mkdir(parents=True)
    drop_in.write_text(PATIENT)
    instance.machine.output_of("systemctl", "stop", "upgrade-bocage.timer")
    instance.machine.output_of("systemctl", "daemon-reload")


@contextmanager
def _people(instance: Server, stage: Stage, first: int) -> Iterator[BookingLog]:
    """Runs people who book through Caddy within the block."""
    with people_booking(
        443,
        stage,
        first=first,
        rest_s=REST_S,
        connect=instance.entry.connection,
        headers=CAME_FROM,
        session_cookie=SESSION_COOKIE,
    ) as booking_log:
        instance.machine.wait_until(
            lambda: bool(booking_log.booked), seconds=90, subject="Nobody books through Caddy"
        )
        yield booking_log


def _judge(
    instance: Server, attempt: Attempt, booking_log: BookingLog, report: DrillReport
) -> None:
    name = attempt.verdict.replace(" ", "_")
    journal = (instance.machine.root / "opt/bocage/upgrades.jsonl").read_text().splitlines()
    outcome = json.loads(journal[-1]) if journal else {}
    report.done.append(f"{attempt.version}: {outcome.get('verdict')} ({outcome.get('step')})")
    report.expect(
        (outcome.get("after"), outcome.get("verdict")) == (attempt.version, attempt.verdict),
        f"{attempt.version} had to be {attempt.verdict}: {outcome}",
    )
    report.expect(instance.is_ready(), f"The instance is not ready after {attempt.version}.")
    report.expect(not booking_log.refused, f"Free hours were refused: {booking_log.refused[:3]}.")
    report.expect(
        not booking_log.given_up, f"{len(booking_log.given_up)} people were never answered."
    )
    holds = _holds(instance)
    missing = [wish for wish in booking_log.booked if holds[_hour_of(wish)] != 1]
    overlaps = int(_sql(instance, OVERLAPS))
    report.figures |= {
        f"{name}.confirmed": len(booking_log.booked),
        f"{name}.lost": len(missing),
        f"{name}.overlaps": overlaps,
        f"{name}.sent_again": booking_log.unanswered,
        f"{name}.longest_silence_s": round(booking_log.longest_silence_s(), 1),
    }
    report.expect(not missing, f"{len(missing)} confirmed bookings are not there.")
    report.expect(overlaps == 0, f"{overlaps} bookings overlap.")


def _hour_of(wish: Wish) -> tuple[str, str]:
    return wish.room.resource_id, f"{wish.day} {wish.hour:02}"


def _holds(instance: Server) -> Counter[tuple[str, str]]:
    """Counts the bookings of each hour of each room."""
    rows = _sql(instance, HOLDS_QUERY)
    return Counter(
        (room, hour) for room, _, hour in (row.partition(" ") for row in rows.split(","))
    )


def _sql(instance: Server, query: str) -> str:
    """Returns the single value of a query on the server."""
    reading = (
        "import psycopg, sys; print(psycopg.connect(host='/var/lib/bocage/postgres-socket',"
        " user='bocage', dbname='bocage').execute(sys.argv[1]).fetchone()[0])"
    )
    output = instance.machine.output_of(
        "/opt/bocage/current/bin/python", "-c", reading, query
    ).strip()
    if not output:
        raise CannotDrill("The database of the server says nothing.")
    return output
