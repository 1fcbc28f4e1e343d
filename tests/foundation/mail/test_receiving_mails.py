"""Mails that come in: what becomes of each, and that none is lost."""

import io
import sys
from datetime import timedelta
from email.message import EmailMessage
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from bocage.foundation.errors import Refusal
from bocage.foundation.mail import incoming, mailbox, reading
from bocage.foundation.mail.incoming import GOOD_FOR, Held, Taken, reply_address
from bocage.foundation.mail.mailbox import Mailbox, MailboxClosed
from bocage.foundation.mail.receiving import (
    MAX_IN_AN_HOUR,
    close_received,
    forget_received_mails,
    receive_mail,
    take_mailbox,
)
from bocage.foundation.management.commands import receive_mail as receive_mail_command
from bocage.foundation.models import OutgoingMail, ReceivedMail
from tests.foundation.imap_server import ImapServer
from tests.foundation.mail.test_reading_mails import BOUNCE
from tests.workspaces.bookings.test_races import race

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def instance(settings):
    settings.BOCAGE = settings.BOCAGE.model_copy(
        update={
            "incoming_address": "accueil@bocage.example",
            "email_from": "Bocage <bonjour@bocage.example>",
        }
    )


@pytest.fixture
def taken_mails(monkeypatch):
    """A handler of a kind of the tests, and the mails that it took."""
    mails = []

    def handler(key, mail):
        if "refuse" in mail.words:
            raise Refusal("Non merci.")
        if "tombe" in mail.words:
            OutgoingMail.objects.create(
                kind="x", channel="x", recipient="x@y.example", language="fr"
            )
            raise RuntimeError
        if "garde" in mail.words:
            return Held("À regarder.")
        mails.append((key, mail))
        return Taken()

    monkeypatch.setitem(incoming._handlers, "essai", handler)
    return mails


def make_message(text="Oui, samedi.", to=None, number=1, **headers):
    message = EmailMessage()
    message["From"] = headers.pop("sender", "camille@exemple.example")
    message["To"] = to or reply_address("essai", uuid4())
    message["Message-ID"] = f"<{number}@exemple.example>"
    message["Subject"] = "Re: votre projet"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def test_a_mail_is_taken(taken_mails):
    key = uuid4()

    received = receive_mail(make_message(to=reply_address("essai", key)).as_bytes())

    assert (received.state, received.kind, received.key) == ("taken", "essai", key)
    assert (received.words, received.whole) == ("", "")
    [(mail_key, mail)] = taken_mails
    assert (mail_key, mail.words, mail.sender) == (key, "Oui, samedi.", "camille@exemple.example")


def test_the_same_mail_twice_is_taken_once(taken_mails):
    raw = make_message().as_bytes()

    assert receive_mail(raw) == receive_mail(raw)
    assert len(taken_mails) == 1


def test_the_envelope_tells_where_it_goes(taken_mails):
    raw = make_message(to="liste-cachée@bocage.example").as_bytes()

    received = receive_mail(raw, recipients=[reply_address("essai", uuid4()).upper()])

    assert received.state == "taken"


@pytest.mark.parametrize(
    ("text", "state", "reason"),
    [
        ("Je garde", "held", "À regarder."),
        ("Je refuse", "held", "Non merci."),
        ("Je tombe", "held", "Une erreur de notre part l’a empêché d’être pris."),
        ("> que des citations", "held", "Il ne contient aucun mot de son auteur."),
    ],
)
def test_what_is_not_taken_is_held_whole(taken_mails, text, state, reason):
    received = receive_mail(make_message(text).as_bytes())

    received.refresh_from_db()
    assert (received.state, received.reason) == (state, reason)
    assert text in received.whole
    assert not received.is_closed
    assert not OutgoingMail.objects.exists()


def test_an_address_that_is_forged_old_or_unknown(taken_mails):
    genuine = reply_address("essai", uuid4())
    old = reply_address("essai", uuid4(), on=timezone.localdate() - GOOD_FOR - timedelta(days=1))
    addresses = {
        genuine.replace("@", "x@"): "n’a pas été donnée par nous",
        old: "plus de deux ans",
        "accueil@bocage.example": "aucun de nos courriels",
        reply_address("autre", uuid4()): "Rien ne prend plus",
    }

    for number, (address, reason) in enumerate(addresses.items()):
        received = receive_mail(make_message(to=address, number=number).as_bytes())
        assert received.state == "held", address
        assert reason in received.reason
        assert received.words == "Oui, samedi."
    assert taken_mails == []


@pytest.mark.parametrize(
    ("headers", "state"),
    [
        ({"Auto_Submitted": "auto-replied"}, "automatic"),
        ({"Precedence": "bulk"}, "automatic"),
        ({"sender": "bonjour@bocage.example"}, "loop"),
        ({"sender": "Accueil+essai@bocage.example"}, "loop"),
    ],
)
def test_what_nobody_wrote_is_noted_and_answered_by_nothing(taken_mails, headers, state):
    message = make_message(**headers)
    message.add_attachment(b"x" * 5000, maintype="image", subtype="jpeg", filename="a.jpg")

    received = receive_mail(message.as_bytes())

    assert (received.state, received.is_closed, taken_mails) == (state, True, [])
    assert not OutgoingMail.objects.exists()


def test_a_bounce_is_about_the_mail_that_did_not_arrive(taken_mails):
    key = uuid4()
    OutgoingMail.objects.create(
        kind="x",
        channel="x",
        recipient="camille@exemple.example",
        language="fr",
        message_id="<0199@bocage.example>",
        reply_to=reply_address("essai", key),
    )

    received = receive_mail(BOUNCE)

    assert (received.state, received.kind, received.key) == ("bounce", "essai", key)
    assert "camille@exemple.example" in received.reason
    assert "550 5.1.1 no such user" in received.reason
    assert taken_mails == []


def test_a_bounce_of_an_unknown_mail_is_held():
    received = receive_mail(BOUNCE)

    assert (received.state, received.kind, received.key) == ("bounce", "", None)


def test_a_program_that_never_stops(taken_mails):
    for number in range(MAX_IN_AN_HOUR + 2):
        receive_mail(make_message(number=number).as_bytes())

    assert len(taken_mails) == MAX_IN_AN_HOUR
    assert ReceivedMail.objects.filter(state="held").count() == 2


def test_a_sender_learns_once_that_files_are_left_out(taken_mails, deliver_mails):
    for number in range(2):
        message = make_message(number=number)
        message.add_attachment(
            b"\xff" * 2_000_000, maintype="image", subtype="jpeg", filename="maison.jpg"
        )
        assert receive_mail(message.as_bytes()).attachments == ["maison.jpg (2 Mo)"]

    [notice] = deliver_mails()
    assert (notice.recipient, len(taken_mails)) == ("camille@exemple.example", 2)
    assert "maison.jpg (2 Mo)" in notice.text


def test_a_mail_is_closed_once():
    received = receive_mail(make_message(to="accueil@bocage.example").as_bytes())
    person = uuid4()

    assert close_received(received, by=person)
    assert not close_received(received, by=uuid4())
    received.refresh_from_db()
    assert (received.is_closed, received.closed_by_id) == (True, person)


def test_what_waits_is_never_forgotten():
    now = timezone.now()
    waiting_mail = receive_mail(make_message(to="accueil@bocage.example", number=1).as_bytes())
    closed_mail = receive_mail(make_message(Auto_Submitted="auto-replied", number=2).as_bytes())

    assert forget_received_mails(now=now + timedelta(days=91)) == 0
    closed_mail.refresh_from_db()
    waiting_mail.refresh_from_db()
    assert (closed_mail.whole, waiting_mail.words) == ("", "Oui, samedi.")
    assert forget_received_mails(now=now + timedelta(days=366)) == 1
    assert list(ReceivedMail.objects.all()) == [waiting_mail]


def test_the_command_takes_the_standard_input(taken_mails, monkeypatch, capsys):
    raw = make_message(to="qui@bocage.example").as_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))

    call_command("receive_mail", "--recipient", reply_address("essai", uuid4()))

    assert capsys.readouterr().out.strip() == "<1@exemple.example> taken"
    assert len(taken_mails) == 1


def mailbox_at(server, key="mot%20de%20passe", folder=""):
    return f"imap+plain://accueil:{key}@127.0.0.1:{server.port}/{folder}"


def test_the_mailbox_is_read_and_marked(taken_mails, settings):
    raws = [make_message(number=number).as_bytes() for number in range(3)]
    with ImapServer([*raws, raws[0]]) as server:
        settings.BOCAGE = settings.BOCAGE.model_copy(
            update={"incoming_imap_url": mailbox_at(server)}
        )
        assert take_mailbox() == 4
        assert take_mailbox() == 0

    assert server.seen == {1, 2, 3, 4}
    assert len(taken_mails) == 3


def test_one_mail_that_fails_stays_unread(taken_mails):
    raws = [make_message(number=number).as_bytes() for number in range(3)]

    def receive(raw):
        if raw == raws[1]:
            raise RuntimeError
        receive_mail(raw)

    with ImapServer(raws) as server:
        assert Mailbox.from_url(mailbox_at(server)).take(receive) == 2

    assert server.seen == {1, 3}


def test_words_that_come_after_a_large_photo_are_read(taken_mails):
    message = MIMEMultipart()
    message["From"], message["To"] = "camille@exemple.example", reply_address("essai", uuid4())
    photo = MIMEImage(b"\xff" * 5_000_000, "jpeg")
    photo["Content-Disposition"] = "inline"
    message.attach(photo)
    message.attach(MIMEText("Voici la maison."))
    with ImapServer([message.as_bytes()]) as server:
        Mailbox.from_url(mailbox_at(server)).take(receive_mail)

    assert [mail.words for _key, mail in taken_mails] == ["Voici la maison."]


def test_answer_to_one_of_our_mails_is_held_with_what_that_one_was_about(taken_mails):
    key = uuid4()
    OutgoingMail.objects.create(
        kind="x",
        channel="x",
        recipient="camille@exemple.example",
        language="fr",
        message_id="<question@bocage.example>",
        reply_to=reply_address("essai", key),
    )

    received = receive_mail(
        make_message(
            to="bonjour@bocage.example", In_Reply_To="<question@bocage.example>"
        ).as_bytes()
    )

    assert (received.state, received.kind, received.key) == ("held", "essai", key)
    assert taken_mails == []


@pytest.fixture
def short(monkeypatch):
    """Mails of more than 20 kB are long."""
    for module in (mailbox, reading, receive_mail_command):
        monkeypatch.setattr(module, "LONGEST_MAIL", 20_000)


def by_imap(raw):
    with ImapServer([raw]) as server:
        Mailbox.from_url(mailbox_at(server)).take(receive_mail)


def by_the_mail_server(raw):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        call_command("receive_mail", stdout=io.StringIO())


def long(**headers):
    message = make_message(**headers)
    message.add_attachment(
        b"\xff" * 400_000, maintype="image", subtype="jpeg", filename="maison.jpg"
    )
    return message.as_bytes()


@pytest.mark.parametrize("by", [by_imap, by_the_mail_server])
def test_the_beginning_of_a_long_mail_is_read_and_both_sides_notified(
    taken_mails, short, deliver_mails, by
):
    by(long())

    [received] = ReceivedMail.objects.all()
    [(_key, mail)] = taken_mails
    assert (received.state, mail.words) == ("taken", "Oui, samedi.")
    photo, end = mail.attachments_left_out
    assert photo.startswith("maison.jpg (plus de ")
    assert end.startswith("la fin du courriel, qui dépasse ")
    [notice] = deliver_mails()
    assert notice.recipient == "camille@exemple.example"
    assert "nous n’en avons lu que le début" in notice.text
    assert "maison.jpg (plus de " in notice.text


def test_who_writes_after_a_photo_that_is_too_large_is_asked_for_these_words(
    taken_mails, short, deliver_mails
):
    message = MIMEMultipart()
    message["From"], message["To"] = "camille@exemple.example", reply_address("essai", uuid4())
    message.attach(MIMEImage(b"\xff" * 40_000, "jpeg"))
    message.attach(MIMEText("Voici la maison."))

    by_imap(message.as_bytes())

    [received] = ReceivedMail.objects.all()
    assert (received.state, taken_mails) == ("held", [])
    assert "trop lourd" in received.reason
    assert received.attachments[-1].startswith("la fin du courriel")
    [notice] = deliver_mails()
    assert "envoyez-le-nous de nouveau, sans fichier" in " ".join(notice.text.split())


def test_a_long_mail_that_is_about_nothing_of_ours_is_answered_by_nobody(short):
    by_imap(long(to="accueil@bocage.example"))

    assert ReceivedMail.objects.get().state == "held"
    assert not OutgoingMail.objects.exists()


def test_a_mail_of_just_the_longest_length_is_whole(monkeypatch):
    raw = make_message().as_bytes()
    monkeypatch.setattr(reading, "LONGEST_MAIL", len(raw))

    assert not reading.read_mail(raw).is_cut
    assert reading.read_mail(raw + b"\n").is_cut


def test_the_mail_that_is_answered_is_found_by_an_index():
    """Among as many mails as make the planner choose: of a few, it may as well read each."""
    OutgoingMail.objects.bulk_create(
        OutgoingMail(message_id=f"<{number}@bocage.example>") for number in range(3_000)
    )
    query = OutgoingMail.objects.filter(message_id="<199@bocage.example>").order_by("-id")[:1]
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {OutgoingMail._meta.db_table}")

    plan = query.explain()

    assert "foundation_mail_answered" in plan
    assert "Index Cond: ((message_id)::text = " in plan


def test_a_mailbox_that_does_not_open():
    with ImapServer([]) as server:
        for url in (mailbox_at(server, key="faux"), mailbox_at(server, folder="Autre")):
            with pytest.raises(MailboxClosed):
                Mailbox.from_url(url).check()
        Mailbox.from_url(mailbox_at(server)).check()
    with pytest.raises(MailboxClosed):
        Mailbox.from_url(mailbox_at(server)).check()


@pytest.mark.parametrize("url", ["", "https://a:b@c", "imaps://", "imaps://hote.example"])
def test_an_address_that_is_no_mailbox(url):
    with pytest.raises(ValueError, match="mailbox must be"):
        Mailbox.from_url(url)


def test_without_a_mailbox_nothing_is_read():
    assert take_mailbox() == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_take_one_mail_once(taken_mails):
    raw = make_message().as_bytes()

    race(*[lambda: receive_mail(raw) for _worker in range(4)])

    assert (ReceivedMail.objects.count(), len(taken_mails)) == (1, 1)
