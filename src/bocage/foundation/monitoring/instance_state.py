"""State of an instance for its operators: queues, failed tasks, mails, backups, disk space.

It only reads and counts; callers check permissions. The arguments of tasks and the recipients of
mails are never shown.
"""

import platform
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from typing import Any

import django
from django.conf import settings
from django.db import connection
from django.db.models import Count, Min

from bocage.foundation.jobs.task_words import TaskWords, words_of_task
from bocage.foundation.models import BackupRun, OutgoingMail
from bocage.foundation.models.mail import MailState
from bocage.foundation.monitoring.health import migrations
from bocage.foundation.monitoring.logs import EMAIL_ADDRESS

MAX_ROWS = 50
FEW_ROWS = 10
LONGEST_ERROR = 300

QUEUES = """
SELECT job.task_name,
       count(*) FILTER (WHERE job.status = 'todo' AND coalesce(job.scheduled_at, now()) <= now()),
       count(*) FILTER (WHERE job.status = 'todo' AND job.scheduled_at > now()),
       count(*) FILTER (WHERE job.status = 'doing'),
       min(coalesce(job.scheduled_at, deferred.at)) FILTER (
           WHERE job.status = 'todo' AND coalesce(job.scheduled_at, now()) <= now())
FROM procrastinate_jobs AS job
LEFT JOIN procrastinate_events AS deferred
    ON deferred.job_id = job.id AND deferred.type = 'deferred'
WHERE job.status IN ('todo', 'doing')
GROUP BY job.task_name
ORDER BY 2 DESC, 1
LIMIT %s
"""
GIVEN_UP = """
SELECT job.id, job.task_name, job.attempts,
       (SELECT max(event.at) FROM procrastinate_events AS event
        WHERE event.job_id = job.id AND event.type = 'failed')
FROM procrastinate_jobs AS job
WHERE job.status = 'failed'
ORDER BY job.id DESC
LIMIT %s
"""
SERVER = """
SELECT current_setting('server_version'), pg_database_size(current_database()),
       (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()),
       (SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed')
"""


@dataclass(frozen=True)
class Queue:
    """Tasks of one name: due, scheduled and running."""

    task: str
    due: int
    later: int
    running: int
    oldest_at: datetime | None
    """Time since which the oldest due task is due."""

    @property
    def words(self) -> TaskWords:
        return words_of_task(self.task)


@dataclass(frozen=True)
class GivenUpTask:
    """A task that failed each time that it was tried."""

    id: int
    task: str
    attempts: int
    failed_at: datetime | None

    @property
    def words(self) -> TaskWords:
        return words_of_task(self.task)


@dataclass(frozen=True)
class RefusedMail:
    """Mail that could not be delivered, without its recipient."""

    kind: str
    created_at: datetime
    error: str


@dataclass(frozen=True, kw_only=True)
class InstanceState:
    """The instance at one moment. Sizes are in octets."""

    queues: Sequence[Queue]
    given_up: Sequence[GivenUpTask]
    given_up_count: int
    mails: Mapping[str, int]
    oldest_mail_at: datetime | None
    refused_mails: Sequence[RefusedMail]
    backups: Sequence[BackupRun]
    backs_up: bool
    sends_mails: bool
    disk_free: int
    disk_total: int
    database_size: int
    connections: int
    versions: Mapping[str, str]
    missing_migrations: Sequence[str]

    @property
    def waiting_mails(self) -> int:
        return self.mails.get(MailState.QUEUED, 0) + self.mails.get(MailState.SENDING, 0)

    @property
    def failed_mails(self) -> int:
        return self.mails.get(MailState.FAILED, 0)


def instance_state() -> InstanceState:
    """Reads the state of the instance now: queues, failed tasks, mails, backups, space, versions.
    About ten statements.
    """
    ((server, size, connections, given_up_count),) = _rows(SERVER)
    disk = shutil.disk_usage(settings.BOCAGE.data_dir)
    waiting = OutgoingMail.objects.filter(state__in=(MailState.QUEUED, MailState.SENDING))
    return InstanceState(
        queues=[Queue(*row) for row in _rows(QUEUES, MAX_ROWS)],
        given_up=[GivenUpTask(*row) for row in _rows(GIVEN_UP, MAX_ROWS)],
        given_up_count=given_up_count,
        mails=_mails_by_state(),
        oldest_mail_at=waiting.aggregate(oldest=Min("created_at"))["oldest"],
        refused_mails=_refused_mails(),
        backups=list(BackupRun.objects.all()[:FEW_ROWS]),
        backs_up=settings.BOCAGE.backup_folder is not None,
        sends_mails=bool(settings.BOCAGE.email_url),
        disk_free=disk.free,
        disk_total=disk.total,
        database_size=size,
        connections=connections,
        versions={
            "Bocage": version("bocage"),
            "Python": platform.python_version(),
            "Django": django.get_version(),
            "PostgreSQL": str(server).partition(" ")[0],
        },
        missing_migrations=migrations.missing(),
    )


def _mails_by_state() -> dict[str, int]:
    rows = OutgoingMail.objects.order_by().values_list("state").annotate(count=Count("pk"))
    return dict(rows)


def _refused_mails() -> list[RefusedMail]:
    """Lists the last refused mails; addresses in their errors are masked."""
    failed = OutgoingMail.objects.filter(state=MailState.FAILED).order_by("-id")
    return [
        RefusedMail(kind, created_at, EMAIL_ADDRESS.sub("…@…", error)[:LONGEST_ERROR])
        for kind, created_at, error in failed.values_list("kind", "created_at", "error")[:FEW_ROWS]
    ]


def _rows(statement: str, *values: int) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
