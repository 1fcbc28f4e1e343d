"""Drills of the mail server: away, refusing, slow."""

from __future__ import annotations

import time

from bench.drills.bookers import BookingLog
from bench.drills.registry import drill
from bench.drills.scene import WAITING_MAILS, Scene, pause_s

HOUR_S = 3600
MIN_REFUSED = 3


@drill("mail-down", "takes the mail server away while people book")
def take_the_mail_server_away(scene: Scene, is_quick: bool) -> None:
    """Pages do not notice; each mail leaves once the server is back."""
    away_s = 2.0 if is_quick else 120.0
    with scene.people_booking() as booking_log:
        time.sleep(pause_s(is_quick))
        scene.mail_server.take_away()
        away_at = time.monotonic()
        scene.report.done.append(f"mail server away for {away_s:.0f} s")
        time.sleep(away_s)
        scene.wait_for_booking(booking_log)
        scene.mail_server.bring_back()
        ended_at = time.monotonic()
        time.sleep(pause_s(is_quick))
    _check_who_booked_meanwhile(scene, booking_log, away_at, ended_at)


@drill("mail-hour", "takes the mail server away for an hour, whose minutes are not waited for")
def take_the_mail_server_away_for_an_hour(scene: Scene, is_quick: bool) -> None:
    """Stops the mail server for an hour: each mail is retried with growing delays, none is given
    up.
    """
    with scene.people_booking() as booking_log:
        scene.mail_server.take_away()
        away_at = time.monotonic()
        time.sleep(pause_s(is_quick))
        passed_s = 0.0
        while passed_s < HOUR_S and time.monotonic() < away_at + HOUR_S:
            passed_s += scene.let_time_pass()
            time.sleep(pause_s(is_quick) / 3)
        scene.report.done.append(f"mail server away for {passed_s:.0f} s, as mails count them")
        scene.wait_for_booking(booking_log)
        waiting = scene.instance.fetch_number(WAITING_MAILS)
        scene.mail_server.bring_back()
        ended_at = time.monotonic()
        time.sleep(pause_s(is_quick))
    scene.report.figures["mails.waited"] = waiting
    scene.report.expect(waiting > 0, "No mail waited: the drill proves nothing.")
    scene.let_time_pass()
    _check_who_booked_meanwhile(scene, booking_log, away_at, ended_at)


@drill("mail-refusing", "has the mail server refuse each message for now while people book")
def refuse_mails(scene: Scene, is_quick: bool) -> None:
    """Refuses mails temporarily (451): each is retried, and sent once."""
    refused_before = scene.mail_server.taken.refused
    with scene.people_booking() as booking_log:
        scene.mail_server.refuse()
        refusing_at = time.monotonic()
        scene.wait_until(
            lambda: scene.mail_server.taken.refused >= refused_before + MIN_REFUSED, seconds=30
        )
        time.sleep(pause_s(is_quick))
        scene.wait_for_booking(booking_log)
        scene.mail_server.be_well()
        ended_at = time.monotonic()
        time.sleep(pause_s(is_quick))
    refused = scene.mail_server.taken.refused - refused_before
    scene.report.done.append(f"mail server refused {refused} times")
    scene.report.expect(refused >= MIN_REFUSED, "Nothing was refused: the drill proves nothing.")
    scene.let_time_pass()
    _check_who_booked_meanwhile(scene, booking_log, refusing_at, ended_at)


@drill("mail-slow", "has the mail server take its time for each answer while people book")
def slow_mails_down(scene: Scene, is_quick: bool) -> None:
    """Pages do not wait for it, and nothing comes twice."""
    answer_s = 0.5 if is_quick else 8.0
    with scene.people_booking() as booking_log:
        scene.mail_server.slow_down(answer_s)
        slow_at = time.monotonic()
        scene.report.done.append(f"mail server took {answer_s:.1f} s for each answer")
        time.sleep((2 if is_quick else 20) * pause_s(is_quick))
        scene.wait_for_booking(booking_log)
        scene.mail_server.be_well()
        ended_at = time.monotonic()
        time.sleep(pause_s(is_quick))
    _check_who_booked_meanwhile(scene, booking_log, slow_at, ended_at)


def _check_who_booked_meanwhile(
    scene: Scene, booking_log: BookingLog, begun_at: float, ended_at: float
) -> None:
    """Checks that people book during the fault, and that their mails are sent at last."""
    meanwhile = [moment for moment in booking_log.moments if begun_at < moment < ended_at]
    scene.report.expect(bool(meanwhile), "Nobody could book while mails did not leave.")
    scene.check_recovery(booking_log, ended_at)
    scene.check_mails()
