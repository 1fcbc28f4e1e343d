"""Delivery to a real SMTP server, which accepts, postpones, refuses, or is not there."""

import socket
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage, Message
from io import StringIO
from threading import Thread
from typing import ClassVar

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from bocage.foundation.files.calendars import CalendarEvent, Party, invitation
from bocage.foundation.mail import Attachment, delivery, send_mail
from bocage.foundation.mail.delivery import MAX_ATTEMPTS, DeliveryPostponed, deliver, deliver_mail
from bocage.foundation.mail.transport import MailServer, TemporaryFailure
from bocage.foundation.mails import DeliveryCheck
from bocage.foundation.models import OutgoingMail
from tests.conftest import RunTasks
from tests.foundation.post_office import PostOffice

REQUESTED_AT = datetime(2026, 7, 1, 12, 5, tzinfo=UTC)
PLAN = b"%PDF-1.7\x00\xff"


class CheckWithInvitation(DeliveryCheck):
    """The delivery check with a calendar file and a plain one."""

    template: ClassVar[str] = DeliveryCheck.template

    def attachments(self) -> list[Attachment]:
        content = invitation(
            CalendarEvent(
                uid="1@bocage.example",
                sequence=0,
                start=self.requested_at,
                end=self.requested_at + timedelta(hours=1),
                summary="Poste 3 à Boitron, près de l’église",
            ),
            organizer=Party(email="centre@bocage.example"),
            attendee=Party(email="ada@bocage.example"),
        )
        return [
            Attachment(
                filename="réservation.ics",
                content=content,
                mimetype="text/calendar",
                method="REQUEST",
            ),
            Attachment(
                filename="plan.pdf", content=b"%PDF-1.7\x00\xff", mimetype="application/pdf"
            ),
        ]


def queue(mail: DeliveryCheck | None = None) -> OutgoingMail:
    outgoing = send_mail(
        mail or DeliveryCheck(requested_at=REQUESTED_AT),
        to="ada@bocage.example",
        language="fr",
        reply_to="centre@bocage.example",
    )
    assert outgoing is not None
    return outgoing


def is_leaf(part: Message) -> bool:
    return not part.is_multipart()


@pytest.mark.django_db
def test_a_mail_leaves_with_its_parts_and_files(
    post_office: PostOffice, run_tasks: RunTasks
) -> None:
    outgoing = queue(CheckWithInvitation(requested_at=REQUESTED_AT))
    run_tasks()
    outgoing.refresh_from_db()
    assert (outgoing.state, outgoing.attempts, outgoing.error) == ("sent", 1, "")
    [message] = post_office.messages
    assert message["Subject"] == "Les courriels de Bocage arrivent"
    assert message["From"] == "Bocage <bonjour@bocage.example>"
    assert message["To"] == "ada@bocage.example"
    assert message["Reply-To"] == "centre@bocage.example"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "fr"
    assert message["Message-ID"] == outgoing.message_id
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "text/calendar",
        "application/pdf",
    ]
    text, page, alternative, file, plan = [
        part for part in message.walk() if not part.is_multipart()
    ]
    assert text.get_content().splitlines() == outgoing.text.splitlines()
    assert page.get_content().splitlines() == outgoing.html.splitlines()
    for part in (alternative, file):
        assert dict(part["Content-Type"].params)["method"] == "REQUEST"
        assert dict(part["Content-Type"].params)["charset"] == "utf-8"
    stored = {attachment.filename: attachment for attachment in outgoing.attachments.all()}
    assert file.get_payload(decode=True) == bytes(stored["réservation.ics"].content)
    assert "SUMMARY:Poste 3 à Boitron\\, près de l’église" in alternative.get_content()
    assert (file.get_filename(), plan.get_filename()) == ("réservation.ics", "plan.pdf")
    assert plan.get_content() == PLAN


@pytest.mark.django_db
@pytest.mark.parametrize("stage", ["recipient_answers", "data_answers"])
def test_a_postponed_mail_leaves_at_the_next_try(post_office: PostOffice, stage: str) -> None:
    getattr(post_office, stage).append("451 4.7.1 Come back later")
    outgoing = queue()
    with pytest.raises(DeliveryPostponed):
        deliver_mail.func(mail_id=str(outgoing.pk))
    outgoing.refresh_from_db()
    assert (outgoing.state, outgoing.attempts) == ("sending", 1)
    assert outgoing.error == "451 4.7.1 Come back later"
    deliver_mail.func(mail_id=str(outgoing.pk))
    outgoing.refresh_from_db()
    assert (outgoing.state, outgoing.attempts, outgoing.error) == ("sent", 2, "")
    assert [message["Message-ID"] for message in post_office.messages] == [outgoing.message_id]


@pytest.mark.django_db
@pytest.mark.parametrize("stage", ["recipient_answers", "data_answers"])
def test_a_refused_mail_is_not_tried_again(
    post_office: PostOffice, run_tasks: RunTasks, stage: str
) -> None:
    getattr(post_office, stage).append("550 5.1.1 No such person")
    outgoing = queue()
    # The others are the rooms' handlers of an address that no longer exists.
    assert run_tasks() == 3
    outgoing.refresh_from_db()
    assert (outgoing.state, outgoing.error) == ("failed", "550 5.1.1 No such person")
    assert outgoing.sent_at is None
    deliver(outgoing.pk)
    outgoing.refresh_from_db()
    assert (outgoing.attempts, post_office.messages) == (1, [])


@pytest.mark.django_db
def test_a_server_that_is_away_is_tried_until_the_last_attempt(
    post_office: PostOffice, settings: Settings
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    update = {"email_url": f"smtp+plain://127.0.0.1:{port}"}
    settings.BOCAGE = settings.BOCAGE.model_copy(update=update)
    outgoing = queue()
    for _attempt in range(MAX_ATTEMPTS - 1):
        with pytest.raises(DeliveryPostponed):
            deliver(outgoing.pk)
    deliver(outgoing.pk)
    outgoing.refresh_from_db()
    assert (outgoing.state, outgoing.attempts) == ("failed", MAX_ATTEMPTS)
    assert "Connection refused" in outgoing.error


@pytest.mark.django_db
def test_a_broken_template_is_tried_again_and_loses_nothing(
    post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    outgoing = queue()
    with monkeypatch.context() as broken:
        broken.setattr(DeliveryCheck, "template", "foundation/mail/missing")
        with pytest.raises(DeliveryPostponed):
            deliver(outgoing.pk)
    outgoing.refresh_from_db()
    assert (outgoing.state, outgoing.attempts) == ("queued", 1)
    assert outgoing.error == "TemplateDoesNotExist: foundation/mail/missing.subject.txt"
    deliver(outgoing.pk)
    outgoing.refresh_from_db()
    assert (outgoing.state, outgoing.error) == ("sent", "")


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_one_mail_once(post_office: PostOffice) -> None:
    outgoing = queue()
    post_office.may_answer.clear()

    def work() -> None:
        try:
            deliver(outgoing.pk)
        finally:
            connection.close()

    first = Thread(target=work)
    first.start()
    assert post_office.contacted.wait(10)
    deliver(outgoing.pk)
    post_office.may_answer.set()
    first.join(10)
    outgoing.refresh_from_db()
    assert (outgoing.state, outgoing.attempts, len(post_office.messages)) == ("sent", 1, 1)


@pytest.mark.django_db
def test_a_mail_sent_twice_by_a_crash_is_recognised(
    post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    outgoing = queue()

    class Crash(BaseException):
        pass

    def crash(*_arguments: object) -> None:
        raise Crash

    with monkeypatch.context() as dying:
        dying.setattr(delivery, "record_outcome", crash)
        with pytest.raises(Crash):
            deliver(outgoing.pk)
    deliver(outgoing.pk)
    outgoing.refresh_from_db()
    assert outgoing.state == "sent"
    assert [message["Message-ID"] for message in post_office.messages] == [outgoing.message_id] * 2


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://host.example", MailServer("smtp", "host.example", 587)),
        ("smtps://host.example", MailServer("smtps", "host.example", 465)),
        ("smtp+plain://host.example", MailServer("smtp+plain", "host.example", 25)),
        (
            "smtp://ada%40host:p%2Fw@host.example:2525",
            MailServer("smtp", "host.example", 2525, "ada@host", "p/w"),
        ),
    ],
)
def test_a_mail_server_is_read_from_its_address(url: str, server: MailServer) -> None:
    assert MailServer.from_url(url) == server


@pytest.mark.parametrize("url", ["http://host.example", "smtp://", "host.example:25"])
def test_another_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="must be smtp://"):
        MailServer.from_url(url)


def test_a_server_without_the_encryption_asked_for_gets_nothing(post_office: PostOffice) -> None:
    """`smtp://` requires STARTTLS, which this server does not offer."""
    plain = MailServer.from_url(_url_in_use())
    message = EmailMessage()
    message["From"], message["To"] = "a@bocage.example", "b@bocage.example"
    server = MailServer("smtp", plain.host, plain.port)
    with pytest.raises(TemporaryFailure, match="STARTTLS"), server.conversation() as conversation:
        conversation.hand_over(message)
    assert post_office.messages == []


def _url_in_use() -> str:
    from django.conf import settings as django_settings

    url: str = django_settings.BOCAGE.email_url
    return url


@pytest.mark.django_db
def test_an_operator_tries_the_mail_server(post_office: PostOffice) -> None:
    output = StringIO()
    call_command("try_mail", "ada@bocage.example", "--language", "en", stdout=output)
    assert output.getvalue() == "Le serveur a pris le courriel.\n"
    assert [message["To"] for message in post_office.messages] == ["ada@bocage.example"]
    assert post_office.messages[0]["Content-Language"] == "en"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ("550 No such person", "Le serveur refuse ce courriel : 550 No such person"),
        ("451 Later", "Le courriel n’est pas parti, et sera réessayé : 451 Later"),
    ],
)
def test_an_operator_reads_what_the_server_answered(
    post_office: PostOffice, answer: str, sentence: str
) -> None:
    post_office.recipient_answers.append(answer)
    with pytest.raises(CommandError) as refused:
        call_command("try_mail", "ada@bocage.example")
    assert str(refused.value) == sentence


@pytest.mark.django_db
def test_an_operator_without_mail_server_is_shown_so() -> None:
    output = StringIO()
    call_command("try_mail", "ada@bocage.example", stdout=output)
    assert "BOCAGE_EMAIL_URL est vide" in output.getvalue()
    with pytest.raises(CommandError):
        call_command("try_mail", "not an address")
