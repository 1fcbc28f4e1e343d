"""Time at which an alert may be sent, the two nights of clock change included."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bocage.housing.alerts.timing import after_quiet_hours, due_at

PARIS = ZoneInfo("Europe/Paris")


def at(text, fold=0):
    return datetime.fromisoformat(text).replace(tzinfo=PARIS, fold=fold)


def local(moment):
    return moment.astimezone(UTC).astimezone(PARIS).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("rhythm", "now", "due"),
    [
        ("immediately", "2026-11-25 12:00", "2026-11-25 12:00"),
        ("immediately", "2026-11-25 21:59", "2026-11-25 21:59"),
        ("immediately", "2026-11-25 22:00", "2026-11-26 07:00"),
        ("immediately", "2026-11-26 06:59", "2026-11-26 07:00"),
        ("immediately", "2026-11-26 07:00", "2026-11-26 07:00"),
        ("daily", "2026-11-25 07:59", "2026-11-25 08:00"),
        ("daily", "2026-11-25 08:00", "2026-11-26 08:00"),
        ("weekly", "2026-11-25 12:00", "2026-11-26 08:00"),  # Wednesday, then Thursday
        ("weekly", "2026-11-26 09:00", "2026-12-03 08:00"),
        # 29 March 2026: 2:00 becomes 3:00; 25 October 2026: 3:00 becomes 2:00.
        ("immediately", "2026-03-28 23:30", "2026-03-29 07:00"),
        ("immediately", "2026-10-24 23:30", "2026-10-25 07:00"),
        ("daily", "2026-03-28 12:00", "2026-03-29 08:00"),
        ("daily", "2026-10-24 12:00", "2026-10-25 08:00"),
    ],
)
def test_alerts_are_due_by_their_rhythm_outside_the_night(rhythm, now, due):
    moment = due_at(rhythm, quiet_from=22, quiet_until=7, now=at(now))

    assert local(moment) == due


def test_the_night_of_march_is_an_hour_shorter():
    evening = at("2026-03-28 23:00")

    wait = due_at("immediately", quiet_from=22, quiet_until=7, now=evening).astimezone(
        UTC
    ) - evening.astimezone(UTC)

    assert wait.total_seconds() == 7 * 3600


def test_the_night_of_october_is_an_hour_longer():
    evening = at("2026-10-24 23:00")

    wait = due_at("immediately", quiet_from=22, quiet_until=7, now=evening).astimezone(
        UTC
    ) - evening.astimezone(UTC)

    assert wait.total_seconds() == 9 * 3600


def test_quiet_hours_that_end_in_the_hour_that_does_not_exist_end_after_it():
    moment = after_quiet_hours(at("2026-03-29 01:30"), quiet_from=22, quiet_until=2)

    assert local(moment) == "2026-03-29 03:00"


def test_the_second_two_o_clock_of_october_is_outside_a_night_that_ends_at_two():
    second = at("2026-10-25 02:30", fold=1)

    assert after_quiet_hours(second, quiet_from=22, quiet_until=2) == second


def test_the_same_hour_twice_is_no_quiet_hours():
    assert after_quiet_hours(at("2026-11-25 03:00"), quiet_from=7, quiet_until=7) == at(
        "2026-11-25 03:00"
    )


def test_a_morning_inside_the_quiet_hours_waits_for_their_end():
    moment = due_at("daily", quiet_from=22, quiet_until=10, now=at("2026-11-25 12:00"))

    assert local(moment) == "2026-11-26 10:00"
