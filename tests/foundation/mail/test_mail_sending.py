"""Queueing a mail, and delivering it without a mail server."""

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.mail import send_mail, sending, without_mails
from bocage.foundation.mail.delivery import deliver_mail
from bocage.foundation.mails import DeliveryCheck
from bocage.foundation.models import OutgoingMail
from tests.conftest import DeliverMails, RunTasks

CHECK = DeliveryCheck(requested_at=datetime(2026, 7, 1, 12, 5, tzinfo=UTC))


@pytest.mark.django_db
def test_sending_costs_two_statements(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        outgoing = send_mail(CHECK, to="ada@bocage.example", language="fr")
    assert outgoing is not None
    assert (outgoing.state, outgoing.subject, outgoing.html) == ("queued", "", "")


@pytest.mark.django_db
def test_a_mail_without_server_is_rendered_and_stored(deliver_mails: DeliverMails) -> None:
    send_mail(CHECK, to="ada@bocage.example", language="fr")
    [mail] = deliver_mails()
    assert (mail.state, mail.recipient) == ("kept", "ada@bocage.example")
    assert mail.subject == "Les courriels de Bocage arrivent"
    assert "le mercredi 1er juillet à 14\xa0h\xa005" in mail.text
    assert mail.sent_at is not None
    assert mail.message_id == f"<{mail.pk}@127.0.0.1>"


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_operation_sends_nothing(deliver_mails: DeliverMails) -> None:
    class Rolled(Exception):
        pass

    @transaction.atomic
    def operation() -> None:
        send_mail(CHECK, to="ada@bocage.example", language="fr")
        raise Rolled

    with pytest.raises(Rolled):
        operation()
    assert deliver_mails() == []


@pytest.mark.django_db
def test_delivering_twice_changes_nothing(deliver_mails: DeliverMails) -> None:
    send_mail(CHECK, to="ada@bocage.example", language="fr")
    [first] = deliver_mails()
    deliver_mail(mail_id=str(first.pk))
    again = OutgoingMail.objects.get()
    assert (again.attempts, again.sent_at) == (1, first.sent_at)


@pytest.mark.django_db
def test_a_message_that_exists_no_more_fails_without_retry(run_tasks: RunTasks) -> None:
    outgoing = send_mail(CHECK, to="ada@bocage.example", language="fr")
    assert outgoing is not None
    OutgoingMail.objects.update(kind="bocage.foundation.mails.Forgotten")
    assert run_tasks() == 1
    outgoing.refresh_from_db()
    assert outgoing.state == "failed"
    assert outgoing.error == "No message is called bocage.foundation.mails.Forgotten"


@pytest.mark.django_db
def test_facts_of_another_version_fail_without_retry(run_tasks: RunTasks) -> None:
    outgoing = send_mail(CHECK, to="ada@bocage.example", language="fr")
    assert outgoing is not None
    OutgoingMail.objects.update(facts={"requested_at": "once upon a time"})
    run_tasks()
    outgoing.refresh_from_db()
    assert outgoing.state == "failed"
    assert outgoing.error == "The facts do not fit foundation.DeliveryCheck"


@pytest.mark.django_db
def test_a_mail_deleted_before_its_delivery_is_let_go(run_tasks: RunTasks) -> None:
    send_mail(CHECK, to="ada@bocage.example", language="fr")
    OutgoingMail.objects.all().delete()
    assert run_tasks() == 1


@pytest.fixture
def refuse_everything(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    questions: list[tuple[object, str]] = []

    def wants(person: object, channel: str) -> bool:
        questions.append((person, channel))
        return False

    monkeypatch.setattr(sending, "_preferences", [wants])
    return wants


@pytest.mark.django_db
def test_preferences_do_not_stop_what_was_asked_for(
    refuse_everything: Callable[..., None],
) -> None:
    person = SimpleNamespace(pk=new_identifier())
    outgoing = send_mail(CHECK, to="ada@bocage.example", language="fr", person=person)
    assert outgoing is not None
    assert outgoing.person_id == person.pk


@pytest.mark.django_db
def test_preferences_stop_an_optional_channel(
    refuse_everything: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    optional = SimpleNamespace(optional=True)
    monkeypatch.setattr(sending, "find_channel", lambda _name: optional)
    person = SimpleNamespace(pk=new_identifier())
    assert send_mail(CHECK, to="ada@bocage.example", language="fr", person=person) is None
    assert OutgoingMail.objects.count() == 0


def test_created_at_is_aware() -> None:
    assert timezone.is_aware(OutgoingMail().created_at)


@pytest.mark.django_db
def test_nothing_is_queued_inside_a_block_without_mails() -> None:
    with without_mails():
        assert send_mail(CHECK, to="ada@bocage.example", language="fr") is None
    after = send_mail(CHECK, to="ada@bocage.example", language="fr")

    assert list(OutgoingMail.objects.all()) == [after]
