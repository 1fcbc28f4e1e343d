"""A clock that jumps neither silences the tasks that come back, nor floods the queue with them."""

import pytest
from procrastinate.contrib.django import app
from procrastinate.periodic import PeriodicDeferrer

from bocage.foundation.jobs.clock_jumps import SteadyDeferrer

NOON = 1_795_867_200.0
MINUTE, DAY = 60, 86_400
READ_MAILBOX = "foundation.read_mailbox"
BACK_UP = "foundation.back_up"


def deferred_at(deferrer: PeriodicDeferrer, at: float, name: str = READ_MAILBOX) -> list[int]:
    return [
        timestamp for task, timestamp in deferrer.get_previous_tasks(at) if task.task.name == name
    ]


@pytest.fixture
def deferrer() -> SteadyDeferrer:
    deferrer = SteadyDeferrer(registry=app.periodic_registry)
    assert deferred_at(deferrer, NOON + 5) == [NOON]
    return deferrer


def test_each_minute_is_asked_for_once(deferrer):
    assert deferred_at(deferrer, NOON + 30) == []
    assert deferred_at(deferrer, NOON + MINUTE) == [NOON + MINUTE]
    assert deferred_at(deferrer, NOON + MINUTE + 1) == []


def test_clock_that_jumps_ahead_asks_once_for_all_that_was_missed(deferrer):
    deferred_at(deferrer, NOON, BACK_UP)
    task_names = [task.task.name for task, _timestamp in deferrer.get_previous_tasks(NOON + DAY)]

    assert task_names.count(READ_MAILBOX) == 1
    assert len(task_names) == len(set(task_names)) <= len(app.periodic_registry.periodic_tasks)


def test_clock_that_is_put_back_goes_on_asking(deferrer):
    assert deferred_at(deferrer, NOON + DAY + 5) == [NOON + DAY]
    assert deferred_at(deferrer, NOON + MINUTE + 5) == [NOON + MINUTE]
    assert deferred_at(deferrer, NOON + 2 * MINUTE + 5) == [NOON + 2 * MINUTE]


def test_procrastinate_itself_would_fall_silent():
    deferrer = PeriodicDeferrer(registry=app.periodic_registry)
    deferred_at(deferrer, NOON + DAY + 5)

    assert deferred_at(deferrer, NOON + MINUTE + 5) == []
