"""Drills of the environment of an instance: connections, disk, tasks."""

from __future__ import annotations

import time
from contextlib import ExitStack

import psycopg

from bench.drills.registry import drill
from bench.drills.scene import Scene, pause_s
from bocage.foundation.management.commands.worker import TASKS_AT_ONCE

POISON = """
INSERT INTO procrastinate_jobs (task_name, queue_name, status, args)
SELECT 'bocage.nobody.knows_this_task', 'default', 'todo', '{}' FROM generate_series(1, %s)
"""
POISON_LEFT = """
SELECT count(*) FROM procrastinate_jobs
WHERE task_name = 'bocage.nobody.knows_this_task' AND status IN ('todo', 'doing')
"""


@drill("connections-taken", "takes every connection of PostgreSQL while people book")
def take_every_connection(scene: Scene, is_quick: bool) -> None:
    """Takes every connection: requests wait or get a 503, until connections are back."""
    with scene.people_booking() as booking_log:
        time.sleep(pause_s(is_quick))
        with ExitStack() as connections:
            count = _take_all(scene, connections)
            scene.report.done.append(f"took the last {count} connections")
            # Running processes keep their connections: a new process has none.
            scene.kill(scene.web_processes()[0], "web process")
            time.sleep(3 * pause_s(is_quick))
        ended_at = time.monotonic()
        time.sleep(pause_s(is_quick))
    scene.check_recovery(booking_log, ended_at)
    scene.check_mails()


@drill("database-read-only", "makes the database refuse to write")
def refuse_to_write(scene: Scene, is_quick: bool) -> None:
    """Refuses writes: no booking is confirmed without a row, until writes are possible."""
    with scene.people_booking() as booking_log:
        time.sleep(pause_s(is_quick))
        _set_read_only(scene, "on")
        time.sleep(3 * pause_s(is_quick))
        _set_read_only(scene, "off")
        ended_at = time.monotonic()
        time.sleep(pause_s(is_quick))
    scene.check_recovery(booking_log, ended_at)
    scene.check_mails()


@drill("disk-full", "leaves no room on the disk while people book")
def fill_the_disk(scene: Scene, is_quick: bool) -> None:
    """Fills the disk: PostgreSQL cannot write its WAL and stops, until there is room again."""
    with scene.people_booking() as booking_log:
        time.sleep(pause_s(is_quick))
        with scene.disk.full(scene.postgres) as means:
            scene.report.done.append(means)
            is_stopped = scene.wait_until(lambda: not _writes_on(scene), seconds=30, every_s=0)
            scene.report.expect(is_stopped, "PostgreSQL went on writing: the drill proves nothing.")
            time.sleep(2 * pause_s(is_quick))
        ended_at = time.monotonic()
    scene.check_recovery(booking_log, ended_at)
    # A mail was taken, and that it was could not be written.
    scene.check_mails(twice_at_most=TASKS_AT_ONCE)


@drill("poisoned-task", "gives the worker tasks that nobody can do")
def poison_the_queue(scene: Scene, is_quick: bool) -> None:
    """Adds failing tasks: the mails behind them are sent."""
    poison = 20 if is_quick else 500
    with scene.instance.connect() as connection:
        connection.execute(POISON.encode(), [poison])
    scene.report.done.append(f"{poison} tasks that nobody knows")
    with scene.people_booking() as booking_log:
        ended_at = time.monotonic()
        time.sleep(pause_s(is_quick))
    scene.check_recovery(booking_log, ended_at)
    scene.check_mails()
    is_over = scene.wait_for_recovery(
        lambda: scene.instance.fetch_number(POISON_LEFT) == 0, seconds=60
    )
    scene.report.expect(is_over, "Tasks that nobody knows are still tried.")


def _take_all(scene: Scene, connections: ExitStack) -> int:
    count = 0
    while True:
        try:
            connections.enter_context(scene.instance.connect())
        except psycopg.OperationalError:
            return count
        count += 1


def _writes_on(scene: Scene) -> bool:
    """Has PostgreSQL begin the next file of its journal: whether it finds room for it."""
    try:
        with scene.instance.connect("postgres") as connection:
            connection.autocommit = True
            connection.execute("SELECT pg_logical_emit_message(true, 'drill', 'disk')")
            connection.execute("SELECT pg_switch_wal()")
    except psycopg.OperationalError:
        return False
    return True


def _set_read_only(scene: Scene, value: str) -> None:
    with scene.instance.connect("postgres") as connection:
        connection.autocommit = True
        connection.execute(f"ALTER SYSTEM SET default_transaction_read_only = {value}".encode())
        connection.execute("SELECT pg_reload_conf()")
    scene.report.done.append(f"database read-only: {value}")
