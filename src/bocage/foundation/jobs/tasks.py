"""Tasks: work that is done after the request, by Procrastinate, in the same PostgreSQL.

A task takes identifiers, loads, calls an operation, and is safe to run twice. It is deferred
within the transaction of the operation, so a rolled-back operation leaves no task.

    @task(description=_("Rappelle une réservation à qui tient le lieu"))
    def remind_host(*, booking_id: str) -> None: ...

    remind_host.defer(booking_id=str(booking.pk))
"""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.utils.functional import Promise
from procrastinate import App, PsycopgConnector, RetryStrategy
from procrastinate.connector import BaseConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.utils import connector_params
from procrastinate.jobs import JobDeferrer

from bocage.foundation.jobs.task_words import COMES_BACK, TRY_AGAIN, TaskWords, describe_task

POOL_SIZE = 2
"""Connections with which a worker fetches and finishes its tasks, at most."""
PATIENT = RetryStrategy(max_attempts=8, exponential_wait=3)
"""Tries after 3, 9, 27… seconds, the last about one hour after the first."""


def task(
    *,
    description: str | Promise,
    if_it_fails: str | Promise = TRY_AGAIN,
    retry: RetryStrategy = PATIENT,
) -> Callable[[Callable[..., Any]], Any]:
    """Declares a task that is retried with growing delays when it fails.

    `description` explains to operators what it does, and `if_it_fails` what to do after the last
    retry. Its name in the queue is that of its room and of the function, wherever its module is in
    the room: `housing.match_facts`.
    """

    def declare(function: Callable[..., Any]) -> Any:
        room = function.__module__.removeprefix("bocage.").partition(".")[0]
        name = f"{room}.{function.__name__}"
        describe_task(name, TaskWords(description=description, if_it_fails=if_it_fails))
        return app.task(name=name, retry=retry)(function)

    return declare


def defer_together(configured: Sequence[JobDeferrer]) -> None:
    """Defers tasks that were configured apart, each with its own lock, in one statement.

        defer_together([remind_host.configure(lock=…, task_kwargs={"booking_id": …}), …])

    `batch_defer` of a task gives one lock to all.
    """
    if configured:
        configured[0].job_manager.batch_defer_jobs(jobs=[deferrer.job for deferrer in configured])


def periodic[Operation: Callable[..., object]](
    cron: str,
    *,
    description: str | Promise,
    if_it_fails: str | Promise = COMES_BACK,
    retry: RetryStrategy = PATIENT,
) -> Callable[[Operation], Operation]:
    """Schedules an operation by a crontab, and returns it unchanged.

        @periodic("20 8 * * *", description=_("Rappelle les cérémonies aux invités"))
        def remind_guests(*, now: datetime | None = None) -> int: ...

    Procrastinate passes the time at which the task is due; nothing here depends on it, since a task
    that is late does what is due now.
    """

    def declare(operation: Operation) -> Operation:
        @wraps(operation)
        def at_a_time(timestamp: int) -> None:
            del timestamp
            operation()

        declared = task(description=description, if_it_fails=if_it_fails, retry=retry)(at_a_time)
        app.periodic(cron=cron)(declared)
        return operation

    return declare


class WorkerConnector(PsycopgConnector):
    """Connections of a worker: its own to fetch and finish tasks, Django's inside them.

    Procrastinate would defer the tasks of a task over a connection of its own, outside the
    transaction of the operation: a mail could be delivered before its row exists.
    """

    def get_sync_connector(self) -> BaseConnector:
        return DjangoConnector()


def worker_connector() -> WorkerConnector:
    """Returns the connector with which `app.replace_connector` makes a worker of a process.

    Its statements take a millisecond each. By default four connections are opened at once and stay
    open, and each takes megabytes of PostgreSQL.
    """
    return WorkerConnector(kwargs=connector_params(), min_size=1, max_size=POOL_SIZE)


def on_app_ready(_app: App) -> None:
    """Does nothing: Procrastinate calls it once Django's apps are loaded."""
