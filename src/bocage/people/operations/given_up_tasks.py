"""Failed tasks, which an operator may retry or discard."""

import structlog
from django.db import connection, transaction

from bocage.people.errors import TaskGone
from bocage.people.models import Person

logger = structlog.get_logger(__name__)


def retry_task(*, by: Person, task_id: int) -> None:
    """Gives a task that was given up back to the queue, to be tried now.

    Raises:
        NotAllowed: `by` does not operate the instance.
        TaskGone: it is not given up, any more or ever.
    """
    _change(
        by,
        task_id,
        "UPDATE procrastinate_jobs"
        " SET status = 'todo', attempts = 0, scheduled_at = now() WHERE id = %s",
        message="task retried",
    )


def discard_task(*, by: Person, task_id: int) -> None:
    """Cancels a failed task: it is never tried again, and the nightly upkeep deletes it like the
    others.

    Raises:
        NotAllowed: `by` does not operate the instance.
        TaskGone: the task has not failed, or no longer counts as failed.
    """
    _change(
        by,
        task_id,
        "UPDATE procrastinate_jobs SET status = 'cancelled' WHERE id = %s",
        message="task discarded",
    )


def _change(by: Person, task_id: int, statement: str, *, message: str) -> None:
    by.require("people.operate_instance")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT FROM procrastinate_jobs WHERE id = %s AND status = 'failed' FOR UPDATE",
            [task_id],
        )
        if cursor.rowcount != 1:
            raise TaskGone
        cursor.execute(statement, [task_id])
    logger.info(message, task=task_id, by=str(by.pk))
