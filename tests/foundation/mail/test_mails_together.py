"""Many mails at once: queued in one statement, handed over through one connection, none lost."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connections, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from bocage.foundation.mail import delivery, mails_together, send_mail
from bocage.foundation.mail.delivery import deliver_together
from bocage.foundation.mail.sending import MAILS_AT_ONCE
from bocage.foundation.mails import DeliveryCheck
from bocage.foundation.models import OutgoingMail
from tests.conftest import RunTasks
from tests.foundation.post_office import PostOffice

pytestmark = pytest.mark.django_db
REQUESTED_AT = datetime(2026, 7, 1, 12, 5, tzinfo=UTC)


def queue(count: int) -> list[OutgoingMail]:
    with transaction.atomic(), mails_together():
        for number in range(count):
            send_mail(
                DeliveryCheck(requested_at=REQUESTED_AT), to=f"p{number}@a.example", language="fr"
            )
    return list(OutgoingMail.objects.order_by("id"))


def states() -> list[str]:
    return list(OutgoingMail.objects.order_by("id").values_list("state", flat=True))


def jobs() -> list[str]:
    return list(ProcrastinateJob.objects.order_by("id").values_list("task_name", flat=True))


def recipients(office: PostOffice) -> list[str]:
    return sorted(message["To"] for message in office.messages)


def test_they_leave_once_each_over_one_connection(
    post_office: PostOffice, run_tasks: RunTasks
) -> None:
    queue(3)
    run_tasks()
    assert recipients(post_office) == ["p0@a.example", "p1@a.example", "p2@a.example"]
    assert len(post_office.sessions) == 1
    assert states() == ["sent"] * 3
    assert set(OutgoingMail.objects.values_list("attempts", "error")) == {(1, "")}


def test_tasks_are_small_enough_for_an_urgent_mail_to_pass() -> None:
    queue(MAILS_AT_ONCE + 1)
    sizes = [len(job.args["mail_ids"]) for job in ProcrastinateJob.objects.order_by("id")]
    assert sizes == [MAILS_AT_ONCE, 1]


def test_queueing_asks_as_much_for_many_as_for_few(django_assert_num_queries: Any) -> None:
    for count in (1, 20):
        with django_assert_num_queries(5):
            queue(count)


def test_a_block_that_raises_queues_nothing() -> None:
    def fail() -> None:
        with mails_together():
            send_mail(DeliveryCheck(requested_at=REQUESTED_AT), to="ada@a.example", language="fr")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not OutgoingMail.objects.exists()
    assert jobs() == []


def test_a_mail_after_the_block_is_queued_at_once() -> None:
    queue(1)
    send_mail(DeliveryCheck(requested_at=REQUESTED_AT), to="ada@a.example", language="fr")
    assert [name.rpartition(".")[2] for name in jobs()] == ["deliver_mails", "deliver_mail"]


def test_mails_without_a_server_are_stored(run_tasks: RunTasks) -> None:
    queue(2)
    run_tasks()
    assert states() == ["kept", "kept"]


def test_one_that_is_refused_stops_no_other(post_office: PostOffice, run_tasks: RunTasks) -> None:
    post_office.recipient_answers = ["250 OK", "550 5.1.1 nobody", "250 OK"]
    queue(3)
    run_tasks()
    assert states() == ["sent", "failed", "sent"]


def test_one_that_is_postponed_goes_on_alone(post_office: PostOffice) -> None:
    post_office.data_answers = ["250 OK", "451 later", "250 OK"]
    mails = queue(3)
    deliver_together([mail.pk for mail in mails])
    assert states() == ["sent", "sending", "sent"]
    (alone,) = ProcrastinateJob.objects.filter(task_name__endswith=".deliver_mail")
    assert alone.args == {"mail_id": str(mails[1].pk)}
    delivery.deliver(mails[1].pk)
    assert states() == ["sent"] * 3
    assert len(post_office.messages) == 3


def test_all_go_on_alone_when_the_server_is_away(settings: Settings) -> None:
    update = {"email_url": "smtp+plain://127.0.0.1:1"}
    settings.BOCAGE = settings.BOCAGE.model_copy(update=update)
    mails = queue(3)
    deliver_together([mail.pk for mail in mails])
    assert states() == ["sending"] * 3
    alone = ProcrastinateJob.objects.filter(task_name__endswith=".deliver_mail").order_by("id")
    assert [job.args["mail_id"] for job in alone] == [str(mail.pk) for mail in mails]


def test_one_that_cannot_be_written_stops_no_other(
    post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    mails = queue(3)
    as_it_is = delivery.render_into

    def render(outgoing: OutgoingMail) -> None:
        if outgoing.pk == mails[1].pk:
            raise ValueError("a broken template")
        as_it_is(outgoing)

    monkeypatch.setattr(delivery, "render_into", render)
    deliver_together([mail.pk for mail in mails])
    assert states() == ["sent", "queued", "sent"]
    assert jobs()[-1].endswith(".deliver_mail")
    assert len(post_office.messages) == 2


def test_one_of_another_version_fails_alone(post_office: PostOffice, run_tasks: RunTasks) -> None:
    mails = queue(2)
    OutgoingMail.objects.filter(pk=mails[0].pk).update(kind="bocage.gone.Mail")
    run_tasks()
    assert states() == ["failed", "sent"]
    assert len(post_office.messages) == 1


def test_one_that_must_not_leave_any_more_is_withheld(
    post_office: PostOffice, run_tasks: RunTasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue(1)
    monkeypatch.setattr(DeliveryCheck, "held_back", lambda _mail: "taken back")
    run_tasks()
    assert states() == ["withheld"]
    assert not post_office.messages


def test_what_a_dead_worker_left_is_taken_up_and_no_more(
    post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Death(BaseException):
        pass

    mails = queue(3)
    handed = delivery.compose

    def die_at_the_second(outgoing: OutgoingMail) -> Any:
        if outgoing.pk == mails[1].pk:
            raise Death
        return handed(outgoing)

    with monkeypatch.context() as dying:
        dying.setattr(delivery, "compose", die_at_the_second)
        with pytest.raises(Death):
            deliver_together([mail.pk for mail in mails])
    assert states() == ["sent", "sending", "sending"]
    deliver_together([mail.pk for mail in mails])
    assert states() == ["sent"] * 3
    assert len(post_office.messages) == 3


@contextmanager
def closing_connections() -> Iterator[None]:
    try:
        yield
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_each_mail_once(post_office: PostOffice) -> None:
    ids = [mail.pk for mail in queue(20)]

    def work(_number: int) -> None:
        with closing_connections():
            deliver_together(ids)

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(work, range(4)))
    assert len(recipients(post_office)) == len(set(recipients(post_office))) == 20
    assert states() == ["sent"] * 20
