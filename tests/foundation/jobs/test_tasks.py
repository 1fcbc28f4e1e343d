"""Tasks in a real worker, which defer others within the transaction of their operation."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from bocage.foundation.events import Event, handles, publish
from bocage.foundation.mail import send_mail
from bocage.foundation.mails import DeliveryCheck
from bocage.foundation.models import OutgoingMail
from tests.pending_tasks import work_until_idle

pytestmark = pytest.mark.django_db(transaction=True)


class CheckRequested(Event):
    recipient: str
    fails: bool = False


class Broken(Exception):
    pass


@handles(CheckRequested)
def send_check(event: CheckRequested) -> None:
    """Sends a mail, looks for its job from outside the transaction, and may fail."""
    with transaction.atomic():
        mail = DeliveryCheck(requested_at=datetime(2026, 11, 24, tzinfo=UTC))
        send_mail(mail, to=event.recipient, language="fr")
        with connection.copy().cursor() as outside:
            outside.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name LIKE '%mail'")
            jobs_seen.append(outside.fetchone()[0])
            outside.db.close()
        if event.fails:
            raise Broken


jobs_seen: list[int] = []


def test_what_a_task_defers_waits_for_its_transaction() -> None:
    jobs_seen.clear()
    publish(CheckRequested(recipient="ada@bocage.example"))
    work_until_idle()
    assert jobs_seen == [0]
    assert OutgoingMail.objects.get().state == "kept"


def test_a_task_that_fails_leaves_nothing_of_what_it_deferred() -> None:
    publish(CheckRequested(recipient="ada@bocage.example", fails=True))
    work_until_idle()
    [job] = ProcrastinateJob.objects.all()
    assert job.task_name == "foundation.handle_event"
    assert (job.status, job.attempts) == ("todo", 1)
    assert OutgoingMail.objects.count() == 0


def test_the_next_task_is_found_without_reading_those_that_wait() -> None:
    """A worker plans its query while few tasks wait, and reuses the plan when many do."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
        worker = cursor.fetchone()
        _defer(cursor, 20)
        cursor.execute("ANALYZE procrastinate_jobs")
        for _task in range(10):
            _take(cursor, worker)
        _defer(cursor, 1_000)
        before = _rows_read(cursor)
        assert _take(cursor, worker)
        assert _rows_read(cursor) - before < 100


def _defer(cursor, count: int) -> None:
    cursor.execute(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, priority)"
        " SELECT 'default', 'nothing', 20 FROM generate_series(1, %s)",
        [count],
    )


def _take(cursor, worker) -> bool:
    cursor.execute("SELECT id FROM procrastinate_fetch_job_v2(NULL, %s)", worker)
    return cursor.fetchone()[0] is not None


def _rows_read(cursor) -> int:
    cursor.execute(
        "SELECT seq_tup_read + coalesce(idx_tup_fetch, 0) FROM pg_stat_xact_user_tables"
        " WHERE relname = 'procrastinate_jobs'"
    )
    return cursor.fetchone()[0]
