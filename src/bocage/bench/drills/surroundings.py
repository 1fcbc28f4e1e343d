"""Drills of what is around the instance: the mail server, the connections, the disk, the tasks."""

from __future__ import annotations

import time
from contextlib import ExitStack

import psycopg

from bocage.bench.drills.registry import drill
from bocage.bench.drills.scene import Scene, pause_s

POISON = """
INSERT INTO procrastinate_jobs (task_name, queue_name, status, args)
SELECT 'bocage.nobody.knows_this_task', 'default', 'todo', '{}' FROM generate_series(1, %s)
"""
POISON_LEFT = """
SELECT count(*) FROM procrastinate_jobs
WHERE task_name = 'bocage.nobody.knows_this_task' AND status IN ('todo', 'doing')
"""


@drill("mail-down", "takes the mail server away while people book")
def take_the_mail_server_away(scene: Scene, is_quick: bool) -> None:
    """Pages do not notice; each mail leaves once the server is back."""
    away_s = 2.0 if is_quick else 120.0
    with scene.people_booking() as told:
        time.sleep(pause_s(is_quick))
        scene.mail_server.take_away()
        away_at = time.monotonic()
        scene.report.done.append(f"mail server away for {away_s:.0f} s")
        time.sleep(away_s)
        scene.mail_server.bring_back()
        ended_at = time.monotonic()
        time.sleep(pause_s(is_quick))
    while_away = [moment for moment in told.moments if away_at < moment < ended_at]
    scene.report.expect(bool(while_away), "Nobody could book while mails were down.")
    scene.check_recovery(told, ended_at)
    scene.check_mails()


@drill("connections-taken", "takes every connection of PostgreSQL while people book")
def take_every_connection(scene: Scene, is_quick: bool) -> None:
    """Who has none waits or is told to try again; it is over when the connections are back."""
    with scene.people_booking() as told:
        time.sleep(pause_s(is_quick))
        with ExitStack() as taken:
            count = _take_all(scene, taken)
            scene.report.done.append(f"took the last {count} connections")
            # Those who have one keep it: a process that begins has none.
            scene.kill(scene.web_processes()[0], "web process")
            time.sleep(3 * pause_s(is_quick))
        ended_at = time.monotonic()
        time.sleep(pause_s(is_quick))
    scene.check_recovery(told, ended_at)
    scene.check_mails()


@drill("database-read-only", "makes the database refuse to write, as a full disk does")
def refuse_to_write(scene: Scene, is_quick: bool) -> None:
    """Nobody is told of a booking that is not written; it is over when writing is possible."""
    with scene.people_booking() as told:
        time.sleep(pause_s(is_quick))
        _set_read_only(scene, "on")
        time.sleep(3 * pause_s(is_quick))
        _set_read_only(scene, "off")
        ended_at = time.monotonic()
        time.sleep(pause_s(is_quick))
    scene.check_recovery(told, ended_at)
    scene.check_mails()


@drill("poisoned-task", "gives the worker tasks that nobody can do")
def poison_the_queue(scene: Scene, is_quick: bool) -> None:
    """They fail for themselves; the mails behind them leave."""
    poison = 20 if is_quick else 500
    with scene.instance.connect() as connection:
        connection.execute(POISON.encode(), [poison])
    scene.report.done.append(f"{poison} tasks that nobody knows")
    with scene.people_booking() as told:
        ended_at = time.monotonic()
        time.sleep(pause_s(is_quick))
    scene.check_recovery(told, ended_at)
    scene.check_mails()
    is_over = scene.wait_until(lambda: scene.instance.fetch_number(POISON_LEFT) == 0, seconds=60)
    scene.report.expect(is_over, "Tasks that nobody knows are still tried.")


def _take_all(scene: Scene, taken: ExitStack) -> int:
    count = 0
    while True:
        try:
            taken.enter_context(scene.instance.connect())
        except psycopg.OperationalError:
            return count
        count += 1


def _set_read_only(scene: Scene, value: str) -> None:
    with scene.instance.connect("postgres") as connection:
        connection.autocommit = True
        connection.execute(f"ALTER SYSTEM SET default_transaction_read_only = {value}".encode())
        connection.execute("SELECT pg_reload_conf()")
    scene.report.done.append(f"database read-only: {value}")
