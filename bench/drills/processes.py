"""Drills of processes that die: web, worker, database."""

from __future__ import annotations

import time

from bench.drills.registry import drill
from bench.drills.scene import Scene, pause_s
from bocage.foundation.management.commands.worker import TASKS_AT_ONCE

ANSWER_S = 0.1
"""Seconds of each answer of the mail server while the worker is killed."""


@drill("web-killed", "kills processes that serve pages while people book")
def kill_web_processes(scene: Scene, is_quick: bool) -> None:
    """Kills one web process after the other; people resend unanswered requests."""
    with scene.people_booking() as booking_log:
        time.sleep(pause_s(is_quick))
        for _turn in range(1 if is_quick else 10):
            victim = scene.web_processes()[0]
            scene.kill(victim, "web process")
            ended_at = time.monotonic()
            time.sleep(pause_s(is_quick))
    scene.check_recovery(booking_log, ended_at)
    scene.check_mails()


@drill("worker-killed", "kills the worker in the middle of its mails")
def kill_workers(scene: Scene, is_quick: bool) -> None:
    """Kills the worker repeatedly, while the mails of bookings are on their way."""
    turns = 1 if is_quick else 8
    in_hand = 0
    with scene.people_booking() as booking_log:
        # A mail takes about six answers: the server is slow enough for one to be in hand.
        scene.mail_server.slow_down(ANSWER_S)
        for _turn in range(turns):
            scene.wait_until(lambda: scene.mail_server.talks() > 0, every_s=0.01)
            in_hand += scene.mail_server.talks()
            scene.kill_the_worker()
            ended_at = time.monotonic()
            time.sleep(pause_s(is_quick))
        scene.mail_server.be_well()
    scene.report.figures["mails.in_hand"] = in_hand
    scene.report.expect(in_hand > 0, "No mail was on its way: the drill proves nothing.")
    scene.check_recovery(booking_log, ended_at)
    scene.check_mails(twice_at_most=turns * TASKS_AT_ONCE)


@drill("database-restarted", "kills PostgreSQL while people book")
def kill_databases(scene: Scene, is_quick: bool) -> None:
    """Kills the database as a power cut does; the instance restarts it by itself."""
    turns = 1 if is_quick else 4
    with scene.people_booking() as booking_log:
        time.sleep(pause_s(is_quick))
        for _turn in range(turns):
            scene.kill_the_database()
            ended_at = time.monotonic()
            time.sleep(2 * pause_s(is_quick))
    scene.check_recovery(booking_log, ended_at)
    scene.check_mails(twice_at_most=turns * TASKS_AT_ONCE)
