"""The drill of a cluster: its primary dies, its network is cut, while people book."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass

from bench.cluster.cluster import ENTRY_PORT, WITNESS, Cluster
from bench.cluster.network import Machine
from bench.drills.bookers import BookingLog, people_booking
from bench.drills.scene import BOOKINGS_FOUND, DrillReport
from bench.harness.stage import stage_of
from bench.workloads.booking import OVERLAPS

LONGEST_WITHOUT_WRITES_S = 30.0
BEFORE_S, CUT_S, AFTER_S = 5.0, 45.0, 5.0
READS = 50
COUNTED_AFTER_S = 12.0
"""Seconds after which a server records the reads of an idle connection."""
TASKS_DONE_IN_S = 240.0
"""Seconds in which tasks end: those of a broken connection are started again after some minutes."""
DUE_TASKS = """
SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')
    AND (scheduled_at IS NULL OR scheduled_at <= now())
"""
NAMELESS = "SELECT count(*) FROM workspaces_bookingevent WHERE pgh_context_id IS NULL"
FAILED_TASKS = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'"
REPLICA_READS = "SELECT xact_commit FROM pg_stat_database WHERE datname = 'bocage'"


@dataclass
class Failover:
    """Single run: the faults come one after the other, each on a cluster that is whole again."""

    cluster: Cluster
    report: DrillReport
    booking_log: BookingLog

    def lose_the_primary(self) -> None:
        """Kills the machine of the primary, and restarts it once the other serves."""
        primary = self._primary()
        fault_at = time.monotonic()
        count = primary.kill_everything()
        self.report.done.append(f"killed the {count} processes of {primary.name}, the primary")
        self._wait_for_a_booking(fault_at)
        self._tell("primary_killed", fault_at)
        self.cluster.start_database(primary)
        self._wait_until_whole("primary_killed")

    def cut_between_the_two(self) -> None:
        """Cuts the network between the two databases; everybody else reaches both."""
        primary, standby = self._primary(), self.cluster.standby()
        self._cut("cut_between", primary, (standby,), "the standby")

    def cut_the_primary_off(self) -> None:
        """Cuts the primary off from the other database and from the witness, but not from pages.

        Any booking that it would confirm now would be lost.
        """
        primary, standby = self._primary(), self.cluster.standby()
        self._cut("cut_off", primary, (standby, WITNESS), "the standby and the witness")

    def _cut(
        self, name: str, primary: Machine, standbys: tuple[Machine, ...], cut_from: str
    ) -> None:
        fault_at = time.monotonic()
        primary.cut_from(*standbys)
        self.report.done.append(f"cut {primary.name}, the primary, from {cut_from}")
        time.sleep(CUT_S)
        self._wait_for_a_booking(fault_at)
        primary.join_again(*standbys)
        self._tell(name, fault_at)
        self._wait_until_whole(name)

    def _tell(self, name: str, fault_at: float) -> None:
        """Records the longest time without a confirmed booking, around a fault that lasts until
        now.
        """
        moments = sorted(self.booking_log.moments)
        before = [moment for moment in moments if moment <= fault_at][-1:]
        since = before + [moment for moment in moments if moment > fault_at]
        gaps = [later - earlier for earlier, later in itertools.pairwise(since)]
        longest = max(gaps, default=-1.0)
        self.report.figures[f"{name}.seconds_without_writes"] = round(longest, 1)
        self.report.expect(
            0 <= longest <= LONGEST_WITHOUT_WRITES_S,
            f"{name}: {longest:.1f} seconds without writes.",
        )

    def _wait_for_a_booking(self, fault_at: float) -> None:
        """Waits for two bookings in a row, well after the fault: one may have been on its way."""
        self.cluster.wait_until(
            "people book again",
            lambda: (
                len([moment for moment in self.booking_log.moments if moment > fault_at + 2]) > 1
            ),
            seconds=90,
        )

    def _wait_until_whole(self, name: str) -> None:
        seconds = self.cluster.wait_until_whole()
        self.report.figures[f"{name}.whole_again_s"] = round(seconds, 1)
        time.sleep(AFTER_S)

    def _primary(self) -> Machine:
        primary = self.cluster.primary()
        assert primary is not None  # noqa: S101 - the cluster is whole
        return primary


def run_failover(cluster: Cluster, *, is_quick: bool) -> DrillReport:
    """Builds the cluster, and has people book while its parts fail, one after the other; the short
    form kills the primary alone."""
    report = DrillReport()
    started = time.monotonic()
    cluster.build()
    stage = stage_of(cluster.set_stage("booking"))
    report.figures["cluster.built_s"] = round(time.monotonic() - started, 1)
    _read_from_the_replica(cluster, report)
    nameless = cluster.fetch_number(NAMELESS)
    with people_booking(ENTRY_PORT, stage, host=WITNESS.address) as booking_log:
        cluster.wait_until("somebody books", lambda: len(booking_log.booked) > 10, seconds=90)
        time.sleep(BEFORE_S)
        run = Failover(cluster, report, booking_log)
        faults: list[Callable[[], None]] = [run.lose_the_primary]
        if not is_quick:
            faults += [run.cut_between_the_two, run.cut_the_primary_off]
        for fault in faults:
            fault()
    _count(cluster, report, booking_log)
    nameless = cluster.fetch_number(NAMELESS) - nameless
    report.expect(nameless == 0, f"The history does not know who made {nameless} bookings.")
    _wait_for_the_tasks(cluster, report)
    return report


def _wait_for_the_tasks(cluster: Cluster, report: DrillReport) -> None:
    """Waits until the workers have found the primary again, and every started task has ended."""
    seconds = cluster.wait_until(
        "the tasks are done", lambda: cluster.fetch_number(DUE_TASKS) == 0, seconds=TASKS_DONE_IN_S
    )
    failed = cluster.fetch_number(FAILED_TASKS)
    report.figures |= {"tasks.done_after_s": round(seconds, 1), "tasks.failed": failed}
    report.expect(failed == 0, f"{failed} tasks were given up.")


def _read_from_the_replica(cluster: Cluster, report: DrillReport) -> None:
    """Searches are answered by the standby."""
    standby = cluster.standby()
    before = cluster.fetch_number(REPLICA_READS, standby)
    for _turn in range(READS):
        cluster.ask("/travailler/")
    time.sleep(COUNTED_AFTER_S)
    answered = cluster.fetch_number(REPLICA_READS, standby) - before
    report.figures["replica.statements"] = answered
    report.expect(answered >= READS, f"The replica answered {answered} statements.")


def _count(cluster: Cluster, report: DrillReport, booking_log: BookingLog) -> None:
    """Counts confirmed bookings that are missing, on both machines, and overlapping ones."""
    primary, standby = cluster.primary(), cluster.standby()
    assert primary is not None  # noqa: S101 - the cluster is whole
    missing_count = 0
    for machine in (primary, standby):
        with cluster.connect(machine) as connection:
            missing = [
                wish
                for wish in booking_log.booked
                if connection.execute(
                    BOOKINGS_FOUND, [wish.room.resource_id, wish.day, wish.hour]
                ).fetchone()
                != (1,)
            ]
        report.expect(not missing, f"{len(missing)} bookings are not on {machine.name}.")
        missing_count = max(missing_count, len(missing))
    overlaps = cluster.fetch_number(OVERLAPS)
    report.figures |= {
        "bookings.confirmed": len(booking_log.booked),
        "bookings.lost": missing_count,
        "bookings.overlaps": overlaps,
        "bookings.refused": len(booking_log.refused),
        "bookings.sent_again": booking_log.unanswered,
    }
    report.expect(overlaps == 0, f"{overlaps} bookings overlap.")
    report.expect(not booking_log.refused, f"Free hours were refused: {booking_log.refused[:3]}.")
    report.expect(
        not booking_log.given_up, f"{len(booking_log.given_up)} people were never answered."
    )
