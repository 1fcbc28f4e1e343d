"""The allowance of a caller, shared by all processes."""

import pytest

from bocage.foundation.api.rate_limits import (
    WINDOW_S,
    forget_counts,
    reset_held_allowances,
    use_one,
)
from bocage.foundation.models import RequestCount

pytestmark = pytest.mark.django_db
NOW = 1_800_000_000.0 - 1_800_000_000 % WINDOW_S


@pytest.fixture(autouse=True)
def _fresh():
    reset_held_allowances()
    yield
    reset_held_allowances()


def used(times, *, quota=40, now=NOW, subject="a"):
    return [use_one(subject, quota=quota, now=now) for _time in range(times)]


def test_allowance_is_that_of_the_settings():
    allowances = used(42)

    assert [allowance.is_used_up for allowance in allowances] == [False] * 40 + [True] * 2
    assert [allowance.remaining for allowance in allowances[:3]] == [39, 38, 37]
    assert allowances[0].seconds == WINDOW_S


def test_allowance_begins_again_with_the_minute():
    used(41)

    assert not use_one("a", quota=40, now=NOW + WINDOW_S).is_used_up


def test_callers_are_apart():
    used(41)

    assert not use_one("b", quota=40, now=NOW).is_used_up


def test_processes_share_one_allowance():
    """The quota used by another process is deducted here, and never exceeded."""
    granted_count = 0
    for _process in range(5):
        reset_held_allowances()
        granted_count += sum(not allowance.is_used_up for allowance in used(15))

    assert granted_count <= 40


def test_database_is_asked_for_a_part_at_a_time(django_assert_num_queries):
    with django_assert_num_queries(20):
        used(40)
    with django_assert_num_queries(0):
        used(10)


def test_counts_of_before_are_forgotten():
    use_one("a", quota=40, now=NOW)

    assert forget_counts(now=NOW) == 0
    assert forget_counts(now=NOW + WINDOW_S) == 1
    assert not RequestCount.objects.exists()
