"""Maintenance jobs of the worker: abandoned tasks, old tasks, old mails."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from bocage.foundation.jobs.upkeep import forget_done_tasks, take_over_abandoned_tasks
from bocage.foundation.mail import send_mail
from bocage.foundation.mail.retention import Forgotten, forget_old_mails
from bocage.foundation.mails import DeliveryCheck
from bocage.foundation.models import MailAttachment, OutgoingMail
from tests.conftest import RunTasks
from tests.demo.factories import OutgoingMailFactory
from tests.mail_examples import example
from tests.pending_tasks import work_until_idle

KEEP_PROMISES = "foundation.keep_promises_of_time"


def abandon(silent_for: timedelta) -> int:
    """Puts the one waiting task in the hands of a worker that was last heard of some time ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s) RETURNING id",
            [timezone.now() - silent_for],
        )
        [worker_id] = cursor.fetchone()
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", [worker_id]
        )
    return int(worker_id)


@pytest.mark.django_db(transaction=True)
def test_the_task_of_a_dead_worker_is_done_by_the_next() -> None:
    send_mail(example(DeliveryCheck), to="ada@bocage.example", language="fr")
    abandon(timedelta(minutes=1))
    take_over_abandoned_tasks.defer(timestamp=0)
    work_until_idle()
    work_until_idle()
    assert OutgoingMail.objects.get().state == "kept"


@pytest.mark.django_db(transaction=True)
def test_the_task_of_a_living_worker_is_left_to_it() -> None:
    send_mail(example(DeliveryCheck), to="ada@bocage.example", language="fr")
    worker_id = abandon(timedelta(seconds=5))
    take_over_abandoned_tasks.defer(timestamp=0)
    work_until_idle()
    job = ProcrastinateJob.objects.get(task_name__endswith=".deliver_mail")
    assert (job.status, job.worker_id) == ("doing", worker_id)


def finish(status: str, *, days_ago: int) -> None:
    """Ends the newest task in a state, some days ago."""
    job = ProcrastinateJob.objects.latest("id")
    with connection.cursor() as cursor:
        for step in ("doing", status):
            cursor.execute(
                "UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [step, job.pk]
            )
        cursor.execute(
            "UPDATE procrastinate_events SET at = %s WHERE job_id = %s",
            [timezone.now() - timedelta(days=days_ago), job.pk],
        )


@pytest.mark.django_db(transaction=True)
def test_old_tasks_are_forgotten() -> None:
    ends = [("succeeded", 8), ("succeeded", 6), ("failed", 9), ("failed", 61)]
    for status, days_ago in ends:
        app.configure_task(KEEP_PROMISES).defer(timestamp=days_ago)
        finish(status, days_ago=days_ago)
    forget_done_tasks.defer(timestamp=0)
    work_until_idle()
    remaining = ProcrastinateJob.objects.filter(task_name=KEEP_PROMISES).order_by("id")
    assert [(job.status, job.args["timestamp"]) for job in remaining] == ends[1:3]


@pytest.mark.django_db
def test_old_mails_lose_their_words_then_their_trace() -> None:
    now = timezone.now()
    ages = {"fresh": 29, "old": 31, "gone": 366}
    for name, days in ages.items():
        OutgoingMailFactory(
            subject=name,
            recipient=f"{name}@bocage.example",
            facts={"code": "048213"},
            created_at=now - timedelta(days=days),
            attached=b"BEGIN:VCALENDAR",
        )
    OutgoingMailFactory(
        subject="waiting", state="queued", sent_at=None, created_at=now - timedelta(days=400)
    )
    assert forget_old_mails(now=now) == Forgotten(emptied=1, removed=1)
    assert forget_old_mails(now=now) == Forgotten(emptied=0, removed=0)
    old = OutgoingMail.objects.get(recipient="old@bocage.example")
    assert (old.subject, old.text, old.html, old.facts, old.state) == ("", "", "", {}, "kept")
    fresh = OutgoingMail.objects.get(recipient="fresh@bocage.example")
    assert (fresh.subject, fresh.facts) == ("fresh", {"code": "048213"})
    assert list(MailAttachment.objects.values_list("mail", flat=True)) == [fresh.pk]
    assert OutgoingMail.objects.filter(subject="waiting").count() == 1


@pytest.mark.django_db
def test_upkeep_comes_back_by_itself(run_tasks: RunTasks) -> None:
    crons = {
        task.task.name.removeprefix("foundation."): task.cron
        for task in app.periodic_registry.periodic_tasks.values()
        if task.task.name.startswith("foundation.")
    }
    assert crons == {
        "take_over_abandoned_tasks": "* * * * *",
        "forget_done_tasks": "17 3 * * *",
        "enforce_retention": "40 3 * * *",
        "back_up": "15 2 * * *",
        "watch_backups": "45 7 * * *",
        "read_mailbox": "* * * * *",
        "forget_api_requests": "37 * * * *",
    }
    app.configure_task("foundation.watch_backups").defer(timestamp=0)
    assert run_tasks() == 1
