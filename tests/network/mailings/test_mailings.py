"""Mailings: recipients, sending rate, one mail each whatever happens, and none after an opt-out."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.mail.delivery import compose
from bocage.foundation.mail.receiving import receive_mail
from bocage.foundation.mail.refused import AddressRefused, refuses_address_for_good
from bocage.foundation.models import OutgoingMail
from bocage.network.mailings.audiences import audience_choices
from bocage.network.mailings.errors import (
    MailingDropped,
    MailingStarted,
    NobodyToWriteTo,
    NothingToSay,
    UnknownAudience,
)
from bocage.network.mailings.handlers import note_the_address
from bocage.network.mailings.operations import mailings
from bocage.network.mailings.operations.refused_addresses import trust_address
from bocage.network.members.operations.members import leave_club
from bocage.network.models import Attendance, Mailing, MailingRecipient, RefusedAddress
from bocage.people.models import MessageChoice
from tests.network.factories import MemberFactory
from tests.network.gatherings.factories import RegistrationFactory
from tests.network.life_factories import MailingFactory, organiser
from tests.network.web_school.factories import EditionFactory
from tests.pages.page_text import text_of
from tests.people.factories import MandateFactory, PersonFactory
from tests.territory.factories import CommuneFactory, DepartementFactory
from tests.workspaces.bookings.test_races import race


def members(count, **fields):
    boitron = CommuneFactory(boitron=True)
    return [MemberFactory(commune=boitron, **fields) for _number in range(count)]


def send_all(mailing, *, since=None):
    """Sends batch after batch, as the scheduled job would. Returns when the last was sent."""
    now = since or timezone.now()
    while (now_or_none := mailings.send_batch(mailing_id=mailing.pk, now=now)) is not None:
        now = now_or_none
    return now


def recipients():
    return sorted(OutgoingMail.objects.values_list("recipient", flat=True))


@pytest.mark.django_db
class TestToEachOnce:
    def test_even_when_it_is_stopped_half_way_and_started_again(self, monkeypatch):
        people = [member.person for member in members(7)]
        club_organiser, mailing = organiser(), MailingFactory()
        monkeypatch.setattr(mailings, "BATCH", 3)
        write_to, addresses = mailings.write_to, []

        def write_until_fifth(person, mail):
            addresses.append(person.email)
            if len(addresses) == 5:
                raise KeyboardInterrupt
            return write_to(person, mail)

        monkeypatch.setattr(mailings, "write_to", write_until_fifth)
        mailings.start_mailing(by=club_organiser, mailing=mailing)
        with pytest.raises(KeyboardInterrupt):
            send_all(mailing)
        # The batch in which the worker died left as a whole with it.
        assert len(recipients()) == 3
        assert MailingRecipient.objects.filter(state="queued").count() == 3

        later = timezone.now() + timedelta(minutes=5)
        mailings.continue_mailings(now=later)
        mailings.start_mailing(by=club_organiser, mailing=mailing)
        send_all(mailing, since=later + mailings.PACE)
        send_all(mailing, since=later + timedelta(hours=1))

        assert recipients() == sorted(person.email for person in people)
        mailing.refresh_from_db()
        assert mailing.status == Mailing.Status.SENT

    def test_at_a_measured_pace_with_a_pause(self, monkeypatch):
        members(5)
        club_organiser, mailing, now = organiser(), MailingFactory(), timezone.now()
        monkeypatch.setattr(mailings, "BATCH", 2)
        mailings.start_mailing(by=club_organiser, mailing=mailing, now=now)

        following = mailings.send_batch(mailing_id=mailing.pk, now=now)
        assert following == now + mailings.PACE
        assert mailings.send_batch(mailing_id=mailing.pk, now=now) is None
        mailings.pause_mailing(by=club_organiser, mailing=mailing)
        assert mailings.send_batch(mailing_id=mailing.pk, now=following) is None
        assert len(recipients()) == 2
        mailings.resume_mailing(by=club_organiser, mailing=mailing, now=following)
        mailings.resume_mailing(by=club_organiser, mailing=mailing, now=following)
        send_all(mailing, since=following)

        assert len(recipients()) == 5
        with pytest.raises(MailingStarted):
            mailings.drop_mailing(by=club_organiser, mailing=mailing)


@pytest.mark.django_db(transaction=True)
def test_two_starts_and_four_workers_at_once_write_to_each_once():
    members(6)
    club_organiser, mailing = organiser(), MailingFactory()

    race(*[lambda: mailings.start_mailing(by=club_organiser, mailing=mailing)] * 3)
    race(*[lambda: mailings.send_batch(mailing_id=mailing.pk)] * 4)

    assert MailingRecipient.objects.count() == 6
    assert len(recipients()) == len(set(recipients())) == 6


@pytest.mark.django_db
class TestAudiences:
    def test_groups_are_those_of_the_club(self):
        boitron, flers = CommuneFactory(boitron=True), CommuneFactory(flers=True, epci=None)
        graphiste = MemberFactory(commune=boitron, skills=["Graphiste"])
        accountant = MemberFactory(commune=flers, skills=["Comptable"])
        MemberFactory(asking=True, commune=boitron, skills=["Graphiste"])
        groups = {
            label: key
            for _kind, choices in audience_choices(DepartementFactory())
            for key, label in choices
        }

        def recipients_in(audience):
            return set(
                mailings.recipients_of(
                    MailingFactory.build(departement=DepartementFactory(), audience=audience)
                )
            )

        assert recipients_in("all") == {graphiste.person, accountant.person}
        assert recipients_in(groups["Graphiste"]) == {graphiste.person}
        assert recipients_in(groups[boitron.epci.name]) == {graphiste.person}
        for forged in ("skill:zz", "skill", "all:1", "nobody", "skill:"):
            with pytest.raises(UnknownAudience):
                recipients_in(forged)

    def test_groups_are_those_of_a_meeting_too(self):
        boitron = CommuneFactory(boitron=True)
        coming = RegistrationFactory(event__commune=boitron, event__title="Le jeudi")
        RegistrationFactory(event__commune=boitron)
        edition = EditionFactory(commune=boitron)
        attendance = Attendance.objects.create(
            edition=edition, person=PersonFactory(), name="Yann", arrived_at=timezone.now()
        )

        for audience, person in (
            (f"gathering:{coming.event_id}", coming.person),
            (f"edition:{edition.pk}", attendance.person),
        ):
            mailing = MailingFactory(audience=audience)
            assert list(mailings.recipients_of(mailing)) == [person]
        choices = dict(audience_choices(DepartementFactory()))
        assert "Le jeudi" in str(choices["Les inscrits d’une rencontre"])

    def test_leaves_out_who_refused_and_whose_address_is_gone(self):
        reader, refuser, closed, bounced, late_refuser = (member.person for member in members(5))
        MessageChoice.objects.create(person=refuser, channel="club_announcements", is_wanted=False)
        closed.is_active = False
        closed.save()
        note_the_address(
            AddressRefused(
                mail_id=reader.pk, address=bounced.email, person_id=bounced.pk, words="550 5.1.1"
            )
        )
        mailing = MailingFactory()
        mailings.start_mailing(by=organiser(), mailing=mailing)
        MessageChoice.objects.create(
            person=late_refuser, channel="club_announcements", is_wanted=False
        )
        send_all(mailing)

        assert recipients() == [reader.email]
        assert mailing.recipients.get(person=late_refuser).state == "left_out"

    def test_needs_somebody_and_something(self):
        club_organiser = organiser()
        with pytest.raises(NobodyToWriteTo):
            mailings.start_mailing(by=club_organiser, mailing=MailingFactory())
        members(1)
        with pytest.raises(NothingToSay):
            mailings.start_mailing(by=club_organiser, mailing=MailingFactory(text=" "))
        mailing = MailingFactory()
        mailings.drop_mailing(by=club_organiser, mailing=mailing)
        with pytest.raises(MailingDropped):
            mailings.start_mailing(by=club_organiser, mailing=mailing)
        with pytest.raises(NotAllowed):
            mailings.start_mailing(by=MemberFactory().person, mailing=MailingFactory())
        assert not OutgoingMail.objects.exists()


@pytest.mark.django_db
def test_one_press_in_a_mail_program_stops_announcements_and_no_more(client, deliver_mails):
    (member,) = members(1)
    mailing = MailingFactory()
    mailings.start_mailing(by=organiser(), mailing=mailing)
    (mail,) = deliver_mails()
    message = compose(mail)

    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = message["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8000")
    path = "/" + address.split("/", 3)[3] if "://" in address else address
    assert client.get(path).status_code == 302
    client.handler.enforce_csrf_checks = True
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200

    assert list(mailings.recipients_of(mailing)) == []
    choices = MessageChoice.objects.filter(person=member.person, is_wanted=False)
    assert [choice.channel for choice in choices] == ["club_announcements"]


BOUNCE = """From: Mail Delivery System <MAILER-DAEMON@mx.example>
To: accueil@bocage.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <bounce-1@mx.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I could not deliver your message.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; {recipient}
Action: failed
Status: {status}
Diagnostic-Code: smtp; {words}

--b
Content-Type: text/rfc822-headers

Message-ID: {message_id}

--b--
"""


@pytest.mark.django_db
class TestAnAddressThatIsGone:
    @pytest.mark.parametrize(
        ("words", "is_gone"),
        [
            ("550 5.1.1 User unknown", True),
            ("550 No such user here", True),
            ("552 5.2.2 Mailbox full", False),
            ("550 5.7.1 Rejected by policy", False),
            ("550 Message rejected as spam", False),
            ("421 4.4.2 Timeout", False),
            ("5.1.1 from 5.1.1.7", True),
            ("", False),
        ],
    )
    def test_is_what_its_server_says(self, words, is_gone):
        assert refuses_address_for_good(words) is is_gone

    def test_is_written_to_no_more_until_somebody_says_that_it_works(self, run_tasks, client):
        (member,) = members(1)
        club_organiser, mailing = organiser(), MailingFactory()
        mailings.start_mailing(by=club_organiser, mailing=mailing)
        run_tasks()
        mail = OutgoingMail.objects.get()
        facts = {"recipient": mail.recipient, "message_id": mail.message_id}

        full_mailbox = {"status": "4.2.2", "words": "452 4.2.2 full"}
        receive_mail(
            BOUNCE.format(**facts, **full_mailbox).replace("bounce-1", "bounce-0").encode()
        )
        run_tasks()
        assert not RefusedAddress.objects.exists()
        bounce = BOUNCE.format(**facts, status="5.1.1", words="550 unknown").encode()
        for _time in range(2):
            receive_mail(bounce)
        run_tasks()

        refused_address = RefusedAddress.objects.get()
        assert refused_address.person == member.person
        assert list(mailings.recipients_of(mailing)) == []
        client.force_login(club_organiser)
        assert member.person.email in text_of(client.get(reverse("refused_addresses")))
        assert "n’a plus d’adresse qui marche" in text_of(client.get(reverse("espace")))
        with pytest.raises(NotAllowed):
            trust_address(by=PersonFactory(), refused=refused_address)
        client.post(reverse("address_trust", args=[refused_address.pk]))
        assert list(mailings.recipients_of(mailing)) == [member.person]


@pytest.mark.django_db
class TestThePages:
    def test_compose_look_try_and_send(self, client, run_tasks):
        (member,) = members(1)
        club_organiser = organiser()
        client.force_login(club_organiser)
        new = reverse("mailing_new", args=["61"])
        form = {"audience": "all", "subject": "Salle <b>ouverte</b>", "text": "Bonjour,\n\nLundi."}
        for changes in ({"audience": "zz"}, {"subject": ""}, {"text": " "}, {"text": "x" * 7_000}):
            assert client.post(new, form | changes).status_code == 422
        client.post(new, form)
        mailing = Mailing.objects.get()

        page = client.get(mailing.get_absolute_url())
        assert "1 destinataire aujourd’hui" in text_of(page)
        preview = client.get(reverse("mailing_page", args=[mailing.pk])).content.decode()
        assert "<b>ouverte" not in preview
        act_address = reverse("mailing_act", args=[mailing.pk])
        client.post(act_address, {"geste": "essayer"})
        client.post(act_address, {"geste": "n’importe quoi"})
        client.post(reverse("mailing_edit", args=[mailing.pk]), form | {"subject": "Salle ouverte"})
        client.post(act_address, {"geste": "envoyer"})
        client.post(act_address, {"geste": "suspendre"})
        assert "Reprendre l’envoi" in text_of(client.get(mailing.get_absolute_url()))
        client.post(act_address, {"geste": "reprendre"})
        run_tasks()

        assert "1 sur 1" in text_of(client.get(mailing.get_absolute_url()))
        assert client.get(reverse("mailing_edit", args=[mailing.pk])).status_code == 302
        assert recipients() == sorted([club_organiser.email, member.person.email])
        received = OutgoingMail.objects.get(recipient=member.person.email)
        assert received.html.replace(member.person.pk.hex, "") != ""
        assert "Salle ouverte" in text_of(client.get(reverse("mailing_list")))
        assert client.get(reverse("club_life")).status_code == 200

    def test_belong_to_who_runs_that_club(self, client):
        mailing = MailingFactory()
        neighbour = MandateFactory(
            role="club_organiser",
            scope__of_departement=True,
            scope__departement=DepartementFactory(sarthe=True),
        ).person
        for person in (neighbour, MemberFactory().person):
            client.force_login(person)
            assert client.get(mailing.get_absolute_url()).status_code == 404
            assert client.get(reverse("mailing_page", args=[mailing.pk])).status_code == 404
            assert client.post(reverse("mailing_act", args=[mailing.pk])).status_code == 404

    @pytest.mark.parametrize("count", [1, 3])
    def test_read_as_much_for_three_as_for_one(self, client, count, django_assert_num_queries):
        for member in members(count):
            MailingFactory()
            RefusedAddress.objects.create(
                person=member.person, address=member.person.email, refused_at=timezone.now()
            )
        client.force_login(organiser())

        with django_assert_num_queries(15):
            client.get(reverse("mailing_list"))
        with django_assert_num_queries(4):
            client.get(reverse("refused_addresses"))


@pytest.mark.django_db
def test_who_left_the_club_is_written_to_no_more():
    (member,) = members(1)
    leave_club(by=member.person, member=member)

    assert list(mailings.recipients_of(MailingFactory())) == []
