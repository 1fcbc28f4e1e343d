"""The instance in which a drill takes place: people, rooms, a mail server, and ways to break it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType

from bench.drills.bookers import REST_S, BookingLog, people_booking
from bench.drills.disks import Disk, small_disk
from bench.drills.mail_server import MailServer
from bench.harness.instance import Instance, embedded_instance
from bench.harness.processes import children_by_niceness
from bench.harness.stage import Stage, stage_of
from bench.workloads.booking import OVERLAPS
from bocage.foundation.db.embedded_postgres import EmbeddedPostgres

MIN_BEFORE = 3
"""Number of bookings before a fault: the first pages take longer."""
LONGEST_RECOVERY_S = 30.0
"""Seconds within which an instance must recover after the end of a fault, without an operator."""
WEB_WORKERS = 2
MAILS_LEAVE_WITHIN_S = 120.0
"""Seconds of waiting while no mail is sent."""

BOOKINGS_FOUND = """
SELECT count(*) FROM workspaces_hold
WHERE is_holding AND resource_id = %s
    AND lower(period) = (%s::date + make_interval(hours => %s)) AT TIME ZONE 'Europe/Paris'
"""
WAITING_MAILS = """
SELECT count(*) FROM foundation_outgoingmail WHERE state IN ('queued', 'sending')
"""
SENT_MAILS = "SELECT count(*) FROM foundation_outgoingmail WHERE state = 'sent'"
LAST_WORKER = "SELECT coalesce(max(id), 0) FROM procrastinate_workers"
AGE_THE_DEAD = b"""
UPDATE procrastinate_workers SET last_heartbeat = now() - interval '10 minutes'
WHERE id < (SELECT max(id) FROM procrastinate_workers)
    AND last_heartbeat > now() - interval '9 minutes'
"""
"""Statement that ages the heartbeats of dead workers, which are those that were replaced."""
TAKE_OVER = b"""
INSERT INTO procrastinate_jobs (task_name, queue_name, status, args) VALUES
    ('foundation.take_over_abandoned_tasks', 'default', 'todo', '{"timestamp": 0}')
"""
LATER = b"""
SELECT max(extract(epoch FROM scheduled_at - now())) FROM procrastinate_jobs
WHERE status = 'todo' AND attempts > 0 AND scheduled_at > now()
"""
SOONER = b"""
UPDATE procrastinate_jobs SET scheduled_at = scheduled_at - make_interval(secs => %s)
WHERE status = 'todo' AND attempts > 0 AND scheduled_at > now()
"""
WAKE_THE_WORKERS = b"SELECT pg_notify('procrastinate_any_queue_v1', '{\"type\": \"job_inserted\"}')"
OTHER_MAILS = """
SELECT count(*) FROM foundation_outgoingmail WHERE state NOT IN ('sent', 'queued', 'sending')
"""


@dataclass(kw_only=True)
class DrillReport:
    """Actions and counts of a drill.

    `lost` lists in sentences the broken promises of the product: empty if all is well.
    """

    figures: dict[str, int | float] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    load_before: float = field(default_factory=lambda: round(os.getloadavg()[0], 1))
    """Load average of the minute before, the instance of the drill included if it was running."""

    def expect(self, is_so: bool, sentence: str) -> None:
        if not is_so:
            self.lost.append(sentence)


def pause_s(is_quick: bool) -> float:
    """Returns how long people book before a fault, and after it, in seconds."""
    return 1.5 if is_quick else 5.0


@dataclass
class Scene:
    """Instance with its stage and its mail server, in which drills run one by one."""

    instance: Instance
    stage: Stage
    mail_server: MailServer
    disk: Disk
    is_quick: bool
    report: DrillReport = field(default_factory=DrillReport)
    _slots_used: int = 0
    _twice_before: int = 0

    @contextmanager
    def people_booking(self) -> Iterator[BookingLog]:
        """Runs people who book within the block, in unused hours, until one of them succeeds after
        it.

        Their confirmations are then checked.
        """
        rest_s = 4 * REST_S if self.is_quick else REST_S
        with people_booking(
            self.instance.port, self.stage, first=self._slots_used, rest_s=rest_s
        ) as booking_log:
            self.wait_until(lambda: len(booking_log.booked) >= MIN_BEFORE, seconds=60)
            yield booking_log
            self.wait_for_booking(booking_log)
        self._slots_used = booking_log.slots_used
        self._check_bookings(booking_log)

    def wait_for_booking(self, booking_log: BookingLog) -> None:
        """Waits until a booking is confirmed from now on: a busy machine takes its time."""
        asked_at = time.monotonic()
        self.wait_until(
            lambda: booking_log.first_after(asked_at) is not None, seconds=LONGEST_RECOVERY_S
        )

    @property
    def postgres(self) -> EmbeddedPostgres:
        return EmbeddedPostgres(self.instance.data_folder)

    def web_processes(self) -> list[int]:
        """Returns the processes that serve requests, forked by the web server."""
        servers = self._services(nicer=False)
        return sorted(child for server in servers for child in children_by_niceness(server))

    def worker_processes(self) -> list[int]:
        """Returns the processes that run tasks, which have a higher niceness than pages."""
        return sorted(self._services(nicer=True))

    def kill(self, process: int | None, name: str) -> None:
        """Kills a process as a power cut would, without a shutdown."""
        if process is None:
            self.report.lost.append(f"{name} did not run.")
            return
        os.kill(process, signal.SIGKILL)
        self.report.done.append(f"killed {name} {process}")

    def kill_the_worker(self) -> None:
        """Kills the worker, whose tasks are then those of a dead worker."""
        # A worker that died before waits before it restarts.
        self.wait_until(lambda: bool(self.worker_processes()), seconds=LONGEST_RECOVERY_S)
        self.kill(self.worker_processes()[0], "worker")

    def kill_the_database(self) -> None:
        """Kills PostgreSQL, with which the worker ends too."""
        self.kill(self.postgres.running_process(), "PostgreSQL")

    def miss_the_dead(self) -> None:
        """Skips the minutes without a heartbeat of dead workers, until live ones take over their
        tasks.
        """
        with self.instance.connect() as connection:
            if connection.execute(AGE_THE_DEAD).rowcount:
                connection.execute(TAKE_OVER)

    def let_time_pass(self) -> float:
        """Moves future retries to now; returns the seconds skipped."""
        with self.instance.connect() as connection:
            row = connection.execute(LATER).fetchone()
            seconds = float(row[0]) if row and row[0] else 0.0
            connection.execute(SOONER, [seconds])
            connection.execute(WAKE_THE_WORKERS)
        return seconds

    def _services(self, *, nicer: bool) -> list[int]:
        assert self.instance.process is not None  # noqa: S101 - within the block
        services = children_by_niceness(self.instance.process.pid)
        services.pop(self.postgres.running_process() or 0, None)
        lowest = min(services.values(), default=0)
        return [service for service, niceness in services.items() if (niceness > lowest) == nicer]

    def _check_bookings(self, booking_log: BookingLog) -> None:
        """Counts confirmed bookings that are missing, and overlapping ones."""
        with self.instance.connect() as connection:
            missing = [
                wish
                for wish in booking_log.booked
                if connection.execute(
                    BOOKINGS_FOUND, [wish.room.resource_id, wish.day, wish.hour]
                ).fetchone()
                != (1,)
            ]
        overlaps = self.instance.fetch_number(OVERLAPS)
        self.report.figures |= {
            "bookings.confirmed": len(booking_log.booked),
            "bookings.lost": len(missing),
            "bookings.overlaps": overlaps,
            "bookings.refused": len(booking_log.refused),
            "bookings.sent_again": booking_log.unanswered,
            "bookings.longest_silence_s": round(booking_log.longest_silence_s(), 1),
        }
        self.report.expect(
            bool(booking_log.booked), "Nobody booked anything: the drill proves nothing."
        )
        self.report.expect(not missing, f"{len(missing)} confirmed bookings are not there.")
        self.report.expect(overlaps == 0, f"{overlaps} bookings overlap.")
        self.report.expect(
            not booking_log.refused, f"Free hours were refused: {booking_log.refused[:3]}."
        )
        self.report.expect(
            not booking_log.given_up, f"{len(booking_log.given_up)} people were never answered."
        )

    def check_recovery(self, booking_log: BookingLog, ended_at: float) -> None:
        """Checks how long after the end of a fault somebody booked again."""
        seconds = booking_log.first_after(ended_at)
        self.report.figures["recovery_s"] = round(seconds, 1) if seconds is not None else -1
        self.report.expect(
            seconds is not None and seconds <= LONGEST_RECOVERY_S,
            f"Nobody booked within {LONGEST_RECOVERY_S:.0f} s of the end of the fault: {seconds}.",
        )

    def check_mails(self, *, twice_at_most: int = 0) -> None:
        """Waits until every mail has been sent, and counts those that are lost or sent twice.

        A mail may be sent twice, with one Message-ID, only if a worker died between the answer of
        the mail server and its own commit: `twice_at_most` is the number of mails it was sending.
        """
        self._wait_for_mails()
        unsent = self.instance.fetch_number(WAITING_MAILS)
        sent_count = self.instance.fetch_number(SENT_MAILS)
        ids = self.mail_server.taken.message_ids
        arrived = set(ids)
        twice = len(ids) - len(arrived) - self._twice_before
        self._twice_before += twice
        self.report.figures |= {
            "mails.sent": sent_count,
            "mails.arrived": len(arrived),
            "mails.twice": twice,
            "mails.waiting": unsent,
        }
        self.report.expect(sent_count > 0, "No mail was sent: the drill proves nothing.")
        self.report.expect(unsent == 0, f"{unsent} mails never left.")
        self.report.expect(
            len(arrived) == sent_count, f"{sent_count} mails were sent and {len(arrived)} arrived."
        )
        self.report.expect(twice <= twice_at_most, f"{twice} mails came twice.")
        self.report.expect(
            self.instance.fetch_number(OTHER_MAILS) == 0, "Mails were refused or withheld."
        )

    def _wait_for_mails(self) -> None:
        """Waits until every mail has left, as long as some do: a busy machine takes its time."""
        before = -1
        while (sent_count := self.instance.fetch_number(SENT_MAILS)) > before:
            before = sent_count
            if self.wait_for_recovery(lambda: self.instance.fetch_number(WAITING_MAILS) == 0):
                return

    def wait_for_recovery(
        self, is_so: Callable[[], bool], *, seconds: float = MAILS_LEAVE_WITHIN_S
    ) -> bool:
        """Waits until a condition holds, or until a timeout.

        In the short form, it skips the minutes after which a dead worker is detected and a task is
        retried.
        """

        def is_so_by_now() -> bool:
            if self.is_quick:
                self.miss_the_dead()
                self.let_time_pass()
            return is_so()

        return self.wait_until(is_so_by_now, seconds=seconds)

    def wait_until(
        self,
        is_so: Callable[[], bool],
        *,
        seconds: float = MAILS_LEAVE_WITHIN_S,
        every_s: float = 0.2,
    ) -> bool:
        """Looks again and again until it is so, or until the time is over."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if is_so():
                return True
            time.sleep(every_s)
        return False


@contextmanager
def scene(*, is_quick: bool, settings: Mapping[str, str] = MappingProxyType({})) -> Iterator[Scene]:
    """Runs such an instance within the block, in a temporary folder on a small disk.

    `settings` are added to its environment.
    """
    mail_server = MailServer()
    variables = {
        "BOCAGE_EMAIL_URL": f"smtp+plain://127.0.0.1:{mail_server.taken.port}",
        "BOCAGE_TASK_WORKERS": "1",
    }
    try:
        with (
            small_disk() as disk,
            embedded_instance(
                web_workers=WEB_WORKERS, settings=variables | dict(settings), within=disk.folder
            ) as instance,
        ):
            yield Scene(
                instance, stage_of(instance.set_stage("booking")), mail_server, disk, is_quick
            )
    finally:
        mail_server.take_away()
