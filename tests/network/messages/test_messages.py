"""Messages through the club: recipients, channels, limits; and how they stop."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from django.urls import reverse

from bocage.foundation.errors import NotAllowed
from bocage.foundation.mail.delivery import compose
from bocage.foundation.mail.incoming import reply_address
from bocage.foundation.mail.receiving import receive_mail
from bocage.foundation.models import OutgoingMail, ReceivedMail
from bocage.network.messages.errors import (
    ConversationStopped,
    EmptyMessage,
    MessageTooLong,
    NobodyThere,
    NotToBeWrittenTo,
    ReportAlreadyClosed,
    StoppedByThemself,
    SuspendedWithoutReason,
    TooManyMessages,
    WaitForTheirAnswer,
    WriterSuspended,
    WritesToThemself,
)
from bocage.network.messages.operations.messages import (
    answer,
    erase_conversation,
    resume_conversation,
    stop_conversation,
    write_to_member,
)
from bocage.network.messages.operations.reports import (
    close_report,
    lift_suspension,
    report_conversation,
    suspend_writer,
)
from bocage.network.messages.operations.scheduled import (
    forget_conversations,
    notify_mails_not_passed_on,
)
from bocage.network.models import Conversation, ConversationMessage, ConversationReport, Member
from bocage.people.models import Role
from tests.network.factories import MemberFactory
from tests.pages.page_text import text_of
from tests.people.factories import MandateFactory, PersonFactory
from tests.people.personal_data.test_personal_data import FILE
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
ONE_HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def mailbox(settings):
    settings.BOCAGE = settings.BOCAGE.model_copy(
        update={"incoming_address": "accueil@bocage.example"}
    )


@pytest.fixture
def nadia():
    """Returns a public member."""
    return MemberFactory(
        public=True, person__name="Nadia Prigent", commune=CommuneFactory(boitron=True)
    )


@pytest.fixture
def yann():
    return PersonFactory(name="Yann Le Goff")


@pytest.fixture
def talk(nadia, yann):
    return write_to_member(by=yann, member=nadia, words="Un café ?", now=NOW).conversation


def organiser():
    return MandateFactory(role=Role.CLUB_ORGANISER, scope__of_departement=True).person


def _mail_kinds():
    mail_kinds = OutgoingMail.objects.order_by("id").values_list("kind", flat=True)
    return [kind.rpartition(".")[2] for kind in mail_kinds]


def relay_of(person):
    """Returns the reply address of the last mail to a person."""
    return OutgoingMail.objects.filter(recipient=person.email).order_by("-id")[0].reply_to


def reply(sender, to, words="Volontiers.", number=1):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Message-ID"] = sender, to, f"<{number}@exemple.example>"
    mail.set_content(words)
    return receive_mail(mail.as_bytes())


class TestTheRelay:
    @pytest.mark.usefixtures("talk")
    def test_passes_words_both_ways_and_no_address(self, nadia, yann, deliver_mails):
        reply(nadia.person.email, relay_of(nadia.person), "Volontiers, jeudi.")
        reply(yann.email.upper(), relay_of(yann), "Parfait.", number=2)

        messages = ConversationMessage.objects.values_list("author__name", "words", "channel")
        assert list(messages) == [
            ("Yann Le Goff", "Un café ?", "page"),
            ("Nadia Prigent", "Volontiers, jeudi.", "mail"),
            ("Yann Le Goff", "Parfait.", "mail"),
        ]
        to_nadia, to_yann, second_to_nadia = deliver_mails()
        assert "Yann Le Goff vous écrit par le club" in to_nadia.subject
        assert "Un café ?" in to_nadia.text
        for mail, hidden in ((to_nadia, yann), (to_yann, nadia.person), (second_to_nadia, yann)):
            assert hidden.email not in compose(mail).as_string()
        assert to_nadia.reply_to != to_yann.reply_to

    @pytest.mark.usefixtures("talk")
    def test_gives_back_what_comes_from_another_address(self, nadia):
        received = reply("nadia.bureau@travail.example", relay_of(nadia.person), "Volontiers.")

        assert received.state == "taken"
        assert ConversationMessage.objects.count() == 1
        returned_mail = OutgoingMail.objects.order_by("id").last()
        assert returned_mail.recipient == nadia.person.email
        assert returned_mail.facts["words"] == "Volontiers."
        assert "nadia.bureau@travail.example" in returned_mail.facts["reason"]

    def test_gives_back_what_the_other_wants_no_more(self, nadia, yann, talk):
        address = relay_of(nadia.person)
        stop_conversation(by=yann, conversation=talk)

        reply(nadia.person.email, address)

        assert _mail_kinds() == ["MessagePassedOn", "MessageNotPassedOn"]

    @pytest.mark.usefixtures("talk")
    def test_takes_a_mail_that_comes_twice_once(self, nadia):
        address = relay_of(nadia.person)

        for _time in range(2):
            reply(nadia.person.email, address)
            ReceivedMail.objects.all().delete()  # As if its trace were gone.

        assert ConversationMessage.objects.filter(author=nadia.person).count() == 1

    def test_tells_who_wrote_what_nothing_could_take_or_bring(self, nadia, yann, talk):
        side = talk.sides.get(person=nadia.person)
        for number, state in enumerate(("held", "bounce")):
            ReceivedMail.objects.create(
                kind="club", key=side.pk, state=state, message_id=f"<{number}>", words="Oui.",
                reason="Une erreur.", received_at=NOW,
            )  # fmt: skip

        assert notify_mails_not_passed_on() == 2
        assert notify_mails_not_passed_on() == 0

        mails = OutgoingMail.objects.order_by("id").values_list("kind", "recipient")[1:]
        assert {(kind.rpartition(".")[2], recipient) for kind, recipient in mails} == {
            ("MessageNotPassedOn", nadia.person.email),
            ("MessageNotArrived", yann.email),
        }

    def test_without_a_mailbox_is_answered_on_the_page(self, nadia, yann, settings):
        settings.BOCAGE = settings.BOCAGE.model_copy(update={"incoming_address": ""})

        write_to_member(by=yann, member=nadia, words="Un café ?")

        mail = OutgoingMail.objects.get()
        assert (mail.reply_to, mail.facts["may_answer_by_mail"]) == ("", False)

    def test_no_address_is_good_for_the_other(self, nadia, yann, talk):
        reply(yann.email, relay_of(nadia.person), "Je suis Nadia.")

        assert not ConversationMessage.objects.filter(author=nadia.person).exists()
        assert reply_address("club", talk.sides.get(person=yann).pk) != relay_of(nadia.person)


class TestWritingToAMember:
    def test_is_for_whom_they_show_themselves_to(self, yann):
        hidden = MemberFactory(public_fields=[], members_fields=["name"])
        former_member = MemberFactory(public=True, status=Member.Status.LEFT)

        for member in (hidden, former_member):
            with pytest.raises(NotAllowed):
                write_to_member(by=yann, member=member, words="Bonjour")

        assert write_to_member(by=MemberFactory().person, member=hidden, words="Bonjour")

    def test_is_not_for_oneself(self, nadia):
        with pytest.raises(WritesToThemself):
            write_to_member(by=nadia.person, member=nadia, words="Bonjour")

    def test_is_refused_by_who_wants_none_unless_they_wrote(self, nadia, yann, talk):
        Member.objects.update(takes_messages=False)

        with pytest.raises(NotToBeWrittenTo):
            write_to_member(by=PersonFactory(), member=nadia, words="Bonjour")

        assert write_to_member(by=yann, member=nadia, words="Encore moi").conversation == talk

    def test_goes_on_in_one_conversation_whoever_writes_first(self, nadia):
        stranger = MemberFactory(public=True)

        message = write_to_member(by=stranger.person, member=nadia, words="Bonjour")
        answer = write_to_member(by=nadia.person, member=stranger, words="Bonjour aussi")

        assert message.conversation == answer.conversation

    @pytest.mark.usefixtures("talk")
    def test_pressed_twice_is_written_once(self, nadia, yann):
        write_to_member(by=yann, member=nadia, words="Un café ?", now=NOW + timedelta(seconds=2))

        assert ConversationMessage.objects.count() == 1
        assert _mail_kinds() == ["MessagePassedOn"]

    @pytest.mark.parametrize(
        ("words", "refusal"),
        [(" \x00\n", EmptyMessage), ("x" * 5_001, MessageTooLong)],
        ids=["empty", "huge"],
    )
    def test_is_of_words(self, nadia, yann, words, refusal):
        with pytest.raises(refusal):
            write_to_member(by=yann, member=nadia, words=words)

        assert not Conversation.objects.exists()


class TestLimits:
    def test_three_messages_wait_for_an_answer(self, nadia, yann, talk):
        for hour in (1, 2):
            answer(by=yann, conversation=talk, words=f"Et à {hour} h ?", now=NOW + hour * ONE_HOUR)

        with pytest.raises(WaitForTheirAnswer):
            answer(by=yann, conversation=talk, words="Alors ?", now=NOW + 3 * ONE_HOUR)

        answer(by=nadia.person, conversation=talk, words="Oui", now=NOW + 4 * ONE_HOUR)
        answer(by=yann, conversation=talk, words="Merci", now=NOW + 5 * ONE_HOUR)

    def test_five_people_a_day_and_others_tomorrow(self, yann):
        for _number in range(5):
            write_to_member(by=yann, member=MemberFactory(public=True), words="Bonjour", now=NOW)
        sixth = MemberFactory(public=True)

        with pytest.raises(TooManyMessages):
            write_to_member(by=yann, member=sixth, words="Bonjour", now=NOW + 23 * ONE_HOUR)

        write_to_member(by=yann, member=sixth, words="Bonjour", now=NOW + 25 * ONE_HOUR)

    def test_forty_messages_a_day(self, nadia, yann, talk):
        messages = [
            ConversationMessage(conversation=talk, author=yann, words="…", written_at=NOW)
            for _number in range(39)
        ]
        ConversationMessage.objects.bulk_create(messages)
        answer(by=nadia.person, conversation=talk, words="Doucement", now=NOW + ONE_HOUR)

        with pytest.raises(TooManyMessages):
            answer(by=yann, conversation=talk, words="Encore", now=NOW + 2 * ONE_HOUR)

    def test_a_closed_account_is_not_written_to(self, nadia, yann, talk):
        nadia.person.is_active = False
        nadia.person.save()

        with pytest.raises(NobodyThere):
            answer(by=yann, conversation=talk, words="Encore", now=NOW + ONE_HOUR)


class TestStopping:
    def test_holds_until_it_is_taken_back(self, nadia, yann, talk):
        stop_conversation(by=nadia.person, conversation=talk)

        with pytest.raises(ConversationStopped):
            answer(by=yann, conversation=talk, words="Encore", now=NOW + ONE_HOUR)
        with pytest.raises(StoppedByThemself):
            answer(by=nadia.person, conversation=talk, words="Encore", now=NOW + ONE_HOUR)
        with pytest.raises(NotAllowed):
            resume_conversation(by=PersonFactory(), conversation=talk)

        resume_conversation(by=nadia.person, conversation=talk)
        answer(by=yann, conversation=talk, words="Encore", now=NOW + ONE_HOUR)

    def test_outlives_what_was_erased(self, nadia, yann, talk):
        stop_conversation(by=nadia.person, conversation=talk)
        for person in (nadia.person, yann):
            erase_conversation(by=person, conversation=talk, now=NOW + ONE_HOUR)

        assert not ConversationMessage.objects.exists()
        with pytest.raises(ConversationStopped):
            write_to_member(by=yann, member=nadia, words="Me revoilà", now=NOW + 2 * ONE_HOUR)


class TestErasing:
    def test_empties_ones_own_page_then_all_once_both_did(self, client, nadia, yann, talk):
        erase_conversation(by=yann, conversation=talk, now=NOW + ONE_HOUR)

        client.force_login(yann)
        assert "Nadia" not in text_of(client.get(reverse("conversation_list")))
        client.force_login(nadia.person)
        assert "Yann Le Goff" in text_of(client.get(reverse("conversation_list")))

        erase_conversation(by=nadia.person, conversation=talk, now=NOW + ONE_HOUR)
        assert not Conversation.objects.exists()

    def test_waits_for_who_looks_at_a_report(self, nadia, yann, talk):
        report = report_conversation(by=nadia.person, conversation=talk, reason="insult", now=NOW)
        for person in (nadia.person, yann):
            erase_conversation(by=person, conversation=talk, now=NOW + ONE_HOUR)

        assert ConversationMessage.objects.exists()
        close_report(by=organiser(), report=report)
        assert not ConversationMessage.objects.exists()

    @pytest.mark.usefixtures("talk")
    def test_comes_by_itself_after_a_year(self, nadia):
        stopped = write_to_member(by=PersonFactory(), member=nadia, words="Bonjour", now=NOW)
        stop_conversation(by=nadia.person, conversation=stopped.conversation)

        assert forget_conversations(now=NOW + timedelta(days=364)) == 0
        forget_conversations(now=NOW + timedelta(days=366))

        assert not ConversationMessage.objects.exists()
        assert list(Conversation.objects.all()) == [stopped.conversation]

    @pytest.mark.usefixtures("talk")
    def test_goes_with_the_account(self, yann):
        yann.delete()

        assert not Conversation.objects.exists()


class TestReports:
    def test_stop_at_once_and_reach_the_organiser(self, nadia, yann, talk):
        claire = organiser()

        for _time in range(2):
            report_conversation(
                by=nadia.person, conversation=talk, reason="canvassing", words="\x00Encore"
            )

        assert ConversationReport.objects.get().words == "Encore"
        assert OutgoingMail.objects.get(kind__endswith="MessageReported").recipient == claire.email
        with pytest.raises(ConversationStopped):
            answer(by=yann, conversation=talk, words="Alors ?", now=NOW + ONE_HOUR)

    def test_suspend_the_writer_until_it_is_lifted(self, nadia, yann, talk):
        claire = organiser()
        report = report_conversation(by=nadia.person, conversation=talk, reason="fraud")

        with pytest.raises(SuspendedWithoutReason):
            suspend_writer(by=claire, report=report, reason=" ")
        for _time in range(2):
            suspend_writer(by=claire, report=report, reason="Escroquerie.")

        with pytest.raises(WriterSuspended):
            write_to_member(by=yann, member=MemberFactory(public=True), words="Bonjour")
        with pytest.raises(ReportAlreadyClosed):
            close_report(by=claire, report=report)
        [suspension] = yann.contact_suspensions.all()
        for _time in range(2):
            lift_suspension(by=claire, suspension=suspension)
        assert write_to_member(by=yann, member=MemberFactory(public=True), words="Bonjour")
        assert _mail_kinds()[1:5] == [
            "MessageReported",
            "ReportAnswered",
            "ContactSuspended",
            "ContactRestored",
        ]

    def test_are_settled_by_nobody_who_takes_part_nor_by_another_club(self, nadia, talk):
        participant = MandateFactory(
            role=Role.CLUB_ORGANISER, scope__of_departement=True, person=nadia.person
        ).person
        report = report_conversation(by=nadia.person, conversation=talk, reason="other")

        for person in (participant, PersonFactory()):
            with pytest.raises(NotAllowed):
                close_report(by=person, report=report)
            with pytest.raises(NotAllowed):
                suspend_writer(by=person, report=report, reason="Non.")


class TestPages:
    def test_write_read_and_answer(self, client, nadia):
        nameless = PersonFactory(name="")
        client.force_login(nameless)
        address = reverse("member_write", args=[nadia.pk])
        assert "Lui écrire" in text_of(client.get(nadia.get_absolute_url()))

        no_name = client.post(address, {"message": "Bonjour"})
        empty = client.post(address, {"name": "Yann", "message": " "})
        huge = client.post(address, {"name": "Yann", "message": "x" * 6_000})
        response = client.post(address, {"name": "Yann", "message": "<script>alert(1)</script>"})

        assert [no_name.status_code, empty.status_code, huge.status_code] == [422, 422, 422]
        talk = Conversation.objects.get()
        page = reverse("conversation", args=[talk.pk])
        assert response.headers["Location"] == page
        client.force_login(nadia.person)
        read = client.get(page)
        assert "<script>alert(1)" not in read.content.decode()
        assert "Yann" in text_of(read)
        assert "a écrit par le club" not in text_of(client.get(reverse("espace")))
        assert client.post(page, {"message": "Bonjour Yann"}).status_code == 302
        client.force_login(nameless)
        assert "vous a écrit par le club" in text_of(client.get(reverse("espace")))
        client.force_login(PersonFactory())
        assert client.get(page).status_code == 404

    def test_refuse_oneself_and_who_wants_none_with_a_sentence(self, client, nadia, yann):
        address = reverse("member_write", args=[nadia.pk])
        client.force_login(nadia.person)
        assert "on ne s’écrit pas à soi-même" in text_of(client.get(address))
        Member.objects.update(takes_messages=False)
        client.force_login(yann)

        refused = client.post(address, {"message": "Bonjour"})

        assert refused.status_code == 422
        assert "ne souhaite pas recevoir" in text_of(refused)
        assert "Lui écrire" not in text_of(client.get(nadia.get_absolute_url()))

    def test_report_read_and_suspend(self, client, nadia, yann, talk):
        client.force_login(nadia.person)
        report_page = reverse("conversation_report", args=[talk.pk])
        assert client.post(report_page, {"reason": "jalousie"}).status_code == 422
        assert client.post(report_page, {"reason": "canvassing"}).status_code == 302
        report = ConversationReport.objects.get()
        address = reverse("contact_report", args=[report.pk])
        assert client.get(address).status_code == 404
        client.force_login(organiser())

        assert "démarchage" in text_of(client.get(reverse("contact_reports")))
        assert "Un café ?" in text_of(client.get(address))
        assert client.post(address, {"suspendre": "1"}).status_code == 422
        client.post(address, {"suspendre": "1", "reason": "Démarchage."})
        assert "Yann Le Goff" in text_of(client.get(reverse("contact_reports")))
        suspension = yann.contact_suspensions.get()
        client.post(reverse("contact_suspension_lift", args=[suspension.pk]))
        assert "Yann Le Goff" not in text_of(client.get(reverse("contact_reports")))

    @pytest.mark.parametrize("count", [1, 3])
    def test_lists_read_as_much_for_three_as_for_one(
        self, client, django_assert_num_queries, nadia, count
    ):
        for number in range(count):
            talk = write_to_member(
                by=PersonFactory(), member=nadia, words=f"Bonjour {number}"
            ).conversation
            report_conversation(by=nadia.person, conversation=talk, reason="other")
        # The session with its person, their mandates; how many, and which; who is suspended.
        for person, page, queries in (
            (nadia.person, "conversation_list", 4),
            (organiser(), "contact_reports", 5),
        ):
            client.force_login(person)
            client.get(reverse(page))
            with django_assert_num_queries(queries):
                client.get(reverse(page))

    @pytest.mark.usefixtures("talk")
    def test_give_all_messages_in_the_personal_file(self, client, yann):
        client.force_login(yann)

        document = client.get(FILE).json()

        assert document["Ce que vous avez écrit par le club"] == [
            {"title": "À Nadia Prigent", "detail": "Un café ?"}
        ]
