"""Runs the tasks of Procrastinate in the connection and the transaction of a test."""

import asyncio
from datetime import datetime
from unittest.mock import patch

from django.db import connection, connections
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.periodic import PeriodicRegistry

from bocage.foundation.jobs.tasks import worker_connector

MANY = 10_000


def work_until_idle() -> None:
    """Runs due tasks with a real worker, over its own connections, as in production.

    The test must commit its changes (`django_db(transaction=True)`).
    """

    async def work() -> None:
        with app.replace_connector(worker_connector()) as worker_app:
            # Tasks that come back by the clock stay away from tests.
            by_hand = patch.object(worker_app, "periodic_registry", PeriodicRegistry())
            async with worker_app.open_async():
                with by_hand:
                    await worker_app.run_worker_async(wait=False, install_signal_handlers=False)

    # Its threads end with the loop: no connection may be left open for a next task.
    with patch.dict(connections.settings["default"], CONN_MAX_AGE=0):
        asyncio.run(work())


def run_pending_tasks(*, until: datetime | None = None) -> int:
    """Runs due tasks, by priority then age, until none is left; returns how many ran.

    Raises:
        Exception: whatever a task raises; that task is then left as failed.
        AssertionError: tasks defer each other without end.
    """
    for count in range(MANY):
        job = (
            ProcrastinateJob.objects.filter(status="todo")
            .exclude(scheduled_at__gt=until or timezone.now())
            .order_by("-priority", "id")
            .first()
        )
        if job is None:
            return count
        _run(job)
    raise AssertionError(f"{MANY} tasks ran, and more are waiting")


def _run(job: ProcrastinateJob) -> None:
    """Does the work of one task. Its error goes on to the test, whatever it is."""
    _mark(job, "doing")
    outcome = "failed"
    try:
        app.tasks[job.task_name].func(**job.args)
        outcome = "succeeded"
    finally:
        _mark(job, outcome)


def _mark(job: ProcrastinateJob, status: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [status, job.pk])
