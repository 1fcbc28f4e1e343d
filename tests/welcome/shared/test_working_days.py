"""Working days, over week-ends, holidays and the change of the clock."""

from datetime import date, datetime

import pytest

from bocage.welcome.shared.working_days import FRANCE, add_working_days, is_working_day


def paris_time(*parts):
    return datetime(*parts, tzinfo=FRANCE)


@pytest.mark.parametrize(
    ("written_at", "number", "deadline"),
    [
        (paris_time(2026, 11, 26, 10), 1, paris_time(2026, 11, 27, 10)),
        (paris_time(2026, 11, 27, 17), 1, paris_time(2026, 11, 30, 17)),
        (paris_time(2026, 11, 28, 10), 1, paris_time(2026, 12, 1, 0)),
        (paris_time(2026, 11, 29, 23), 1, paris_time(2026, 12, 1, 0)),
        (paris_time(2026, 12, 24, 9), 1, paris_time(2026, 12, 28, 9)),
        (paris_time(2026, 11, 27, 17), 3, paris_time(2026, 12, 2, 17)),
        (paris_time(2027, 3, 26, 9), 1, paris_time(2027, 3, 30, 9)),
        (paris_time(2026, 10, 23, 9), 1, paris_time(2026, 10, 26, 9)),
    ],
    ids=[
        "the next day",
        "over the week-end",
        "of Saturday, until Monday ends",
        "of Sunday night",
        "over Christmas",
        "three days",
        "over Easter and the change of the clock",
        "over the change of the clock in autumn",
    ],
)
def test_promise_in_working_days(written_at, number, deadline):
    assert add_working_days(written_at, number) == deadline


def test_bastille_day_is_no_working_day():
    assert not is_working_day(date(2026, 7, 14))
    assert is_working_day(date(2026, 7, 15))
