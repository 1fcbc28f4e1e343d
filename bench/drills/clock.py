"""The drill of a clock that jumps: libfaketime stands between the instance and the clock."""

from __future__ import annotations

import time
from pathlib import Path

from bench.cluster.programs import Programs
from bench.drills.scene import DrillReport, Scene, pause_s, scene

PACKAGES = ("libfaketime",)
JUMPS = ("+3600", "-1800")
"""Offsets of the clock in seconds, one after the other: as on a machine with an empty battery
before its first synchronisation.
"""
RIGHT = "+0"
SEEN_WITHIN_S = 1
BACKLOG_AT_MOST = 60
"""Tasks that come back each minute, which wait when the clock is right again. An hour of them, each
queued, would be a thousand."""
WAITING = """
SELECT count(*) FROM procrastinate_jobs
WHERE status IN ('todo', 'doing') AND args ? 'timestamp'
"""


def run_clock(programs: Programs, folder: Path, is_quick: bool) -> DrillReport:
    """Sets the clock of the instance an hour ahead, then half an hour back, then right.

    People book meanwhile. Confirmed bookings exist, mails are sent, and periodic tasks resume.
    """
    clock = folder / "clock"
    clock.write_text(RIGHT)
    settings = {
        "LD_PRELOAD": programs.path(PACKAGES[0]),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_CACHE_DURATION": str(SEEN_WITHIN_S),
        # Waits are counted by a clock that never jumps: a real jump leaves it alone.
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_DONT_RESET": "1",
    }
    with scene(is_quick=is_quick, settings=settings) as stage:
        _jump(stage, clock, is_quick)
        return stage.report


def _jump(stage: Scene, clock: Path, is_quick: bool) -> None:
    with stage.people_booking() as booking_log:
        time.sleep(pause_s(is_quick))
        for jump in JUMPS:
            _set_clock(stage, clock, jump)
            time.sleep(3 * pause_s(is_quick))
        clock.write_text(RIGHT)
        ended_at = time.monotonic()
    stage.check_recovery(booking_log, ended_at)
    stage.check_mails()
    waiting = stage.instance.fetch_number(WAITING)
    stage.report.figures["tasks.waiting"] = waiting
    stage.report.expect(waiting <= BACKLOG_AT_MOST, f"{waiting} tasks wait after the jumps.")


def _set_clock(stage: Scene, clock: Path, jump: str) -> None:
    clock.write_text(jump)
    stage.report.done.append(f"put the clock {jump} s")
    is_seen = stage.wait_until(lambda: abs(_wrong_by(stage) - int(jump)) < 60, seconds=30)
    stage.report.expect(is_seen, "The clock did not jump: the drill proves nothing.")


def _wrong_by(stage: Scene) -> float:
    """Returns the offset of PostgreSQL's clock in seconds."""
    return stage.instance.fetch_number("SELECT extract(epoch FROM clock_timestamp())") - time.time()
