"""Tasks in a real worker, which defer others within the transaction of their operation."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from bocage.foundation.events import handles, publish
from bocage.foundation.mail import send_mail
from bocage.foundation.mails import DeliveryCheck
from bocage.foundation.models import OutgoingMail
from tests.pending_tasks import work_until_idle

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True, kw_only=True)
class CheckAsked:
    recipient: str
    fails: bool = False


class Broken(Exception):
    pass


@handles(CheckAsked)
def send_check(event: CheckAsked) -> None:
    """Sends a mail, looks for its job from outside the transaction, and may fail."""
    with transaction.atomic():
        mail = DeliveryCheck(asked_at=datetime(2026, 11, 24, tzinfo=UTC))
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
    publish(CheckAsked(recipient="ada@bocage.example"))
    work_until_idle()
    assert jobs_seen == [0]
    assert OutgoingMail.objects.get().state == "kept"


def test_a_task_that_fails_leaves_nothing_of_what_it_deferred() -> None:
    publish(CheckAsked(recipient="ada@bocage.example", fails=True))
    work_until_idle()
    [job] = ProcrastinateJob.objects.all()
    assert job.task_name == "bocage.foundation.events.handle_event"
    assert (job.status, job.attempts) == ("todo", 1)
    assert OutgoingMail.objects.count() == 0
