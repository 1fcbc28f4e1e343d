"""Help board: recipients of a help post, answers, thanks, and end."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.http.signed_actions import signed_action_path
from bocage.foundation.mail.delivery import compose
from bocage.foundation.mail.receiving import receive_mail
from bocage.foundation.models import OutgoingMail
from bocage.network.help_board.errors import (
    EndsTooFar,
    HelpPostOver,
    HelpPostWithoutSkill,
    NotAnAnswerer,
)
from bocage.network.help_board.operations import scheduled as help_board_schedule
from bocage.network.help_board.operations.help_board import (
    answer_help_post,
    dismiss_reports,
    hide_help_post,
    prolong_help_post,
    publish_help_post,
    report_help_post,
    thank_helper,
)
from bocage.network.members.operations.members import leave_club
from bocage.network.members.operations.skills import merge_skills
from bocage.network.messages.errors import (
    ConversationStopped,
    TooManyMessages,
    WaitForTheirAnswer,
    WriterSuspended,
)
from bocage.network.messages.operations.messages import MAX_ANSWERED_A_DAY, erase_conversation
from bocage.network.messages.operations.reports import report_conversation, suspend_writer
from bocage.network.models import (
    Conversation,
    ConversationMessage,
    HelpPost,
    HelpPostAnswer,
    HelpPostChoice,
    HelpPostNotification,
    HelpPostThanks,
    Member,
    Skill,
)
from tests.network.factories import MemberFactory
from tests.network.life_factories import HelpPostFactory, organiser
from tests.pages.page_text import text_of
from tests.pending_tasks import work_until_idle
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.workspaces.bookings.test_races import race

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def _recipients():
    return set(OutgoingMail.objects.values_list("recipient", flat=True))


def publish(author, commune, **values):
    return publish_help_post(
        **{
            "by": author,
            "kind": "ask",
            "title": "Une affiche pour la fête",
            "text": "Format A3.",
            "commune": commune,
            "radius_km": 20,
            "skills": ["Graphiste"],
            "ends_on": timezone.localdate(NOW) + timedelta(days=20),
            "now": NOW,
            **values,
        }
    )


@pytest.mark.django_db
class TestWhomItReaches:
    def test_is_who_has_the_skill_near_enough_and_never_its_author(self, run_tasks):
        boitron, sees = CommuneFactory(boitron=True), CommuneFactory(sees=True)
        author = MemberFactory(commune=boitron, skills=["Graphiste"])
        near = MemberFactory(commune=sees, skills=["Designer graphique"])
        far = MemberFactory(commune=CommuneFactory(flers=True), skills=["Graphiste"])
        unskilled = MemberFactory(commune=boitron, skills=["Comptable"])
        asking = MemberFactory(asking=True, commune=boitron, skills=["Graphiste"])
        # A word that is a synonym today is the word that it leads to.
        merge_skills(
            by=organiser(),
            skill=Skill.objects.get(name="Graphiste"),
            into=Skill.objects.get(name="Designer graphique"),
        )

        help_post = publish(author.person, boitron, skills=["graphiste"])
        run_tasks()
        run_tasks()

        assert _recipients() == {near.person.email}
        assert list(help_post.notifications.values_list("member", flat=True)) == [near.pk]
        assert {far.person.email, unskilled.person.email, asking.person.email}.isdisjoint(
            _recipients()
        )

    def test_is_nobody_twice_even_when_the_help_post_changes_or_the_task_starts_again(
        self, run_tasks
    ):
        help_post = HelpPostFactory()
        member = MemberFactory(commune=help_post.commune, skills=["Graphiste"])

        for _time in range(2):
            help_board_schedule.notify_concerned_members(help_post_id=help_post.pk)
        prolong_help_post(
            by=help_post.author, help_post=help_post, until=help_post.ends_on + timedelta(days=30)
        )
        run_tasks()

        mails = OutgoingMail.objects.filter(recipient=member.person.email)
        assert mails.count() == 1

    def test_is_sent_as_each_member_chose(self, deliver_mails):
        help_post = HelpPostFactory(title="Relire une affiche")
        weekly, never = (
            MemberFactory(commune=help_post.commune, skills=["Graphiste"]) for _number in range(2)
        )
        HelpPostChoice.objects.create(member=weekly, rhythm="weekly")
        HelpPostChoice.objects.create(member=never, rhythm="never")

        help_board_schedule.notify_concerned_members(help_post_id=help_post.pk)
        assert deliver_mails() == []
        for _time in range(2):
            help_board_schedule.send_weekly_help_posts()

        (mail,) = deliver_mails()
        assert mail.recipient == weekly.person.email
        assert "Relire une affiche" in mail.text
        assert help_post.author.email not in mail.text + mail.html

    def test_is_nobody_once_it_is_closed(self):
        help_post = HelpPostFactory()
        member = MemberFactory(commune=help_post.commune, skills=["Graphiste"])
        HelpPostChoice.objects.create(member=member, rhythm="weekly")
        help_board_schedule.notify_concerned_members(help_post_id=help_post.pk)

        hide_help_post(by=organiser(), help_post=help_post, reason="Une publicité.")

        assert not HelpPostNotification.objects.exists()
        assert help_board_schedule.send_weekly_help_posts() == 0


@pytest.mark.django_db(transaction=True)
def test_member_found_by_two_workers_at_once_receives_one_mail():
    help_post = HelpPostFactory()
    MemberFactory.create_batch(3, commune=help_post.commune, skills=["Graphiste"])

    race(*[lambda: help_board_schedule.notify_concerned_members(help_post_id=help_post.pk)] * 4)

    assert HelpPostNotification.objects.count() == OutgoingMail.objects.count() == 3
    helper = MemberFactory(commune=help_post.commune).person
    race(*[lambda: answer_help_post(by=helper, help_post=help_post, text="Je peux.")] * 4)
    assert HelpPostAnswer.objects.count() == ConversationMessage.objects.count() == 1
    race(*[lambda: thank_helper(by=help_post.author, help_post=help_post, helper=helper)] * 4)
    assert HelpPostThanks.objects.count() == 1
    leave_club(by=help_post.author, member=help_post.author.membership)
    second_help_post = HelpPostFactory()
    leave_club(by=second_help_post.author, member=second_help_post.author.membership)
    work_until_idle()
    assert HelpPost.objects.get(pk=second_help_post.pk).status == "closed"


@pytest.mark.django_db
class TestAnswers:
    def test_go_back_and_forth_by_mail_without_an_address(self, deliver_mails, settings):
        settings.BOCAGE = settings.BOCAGE.model_copy(
            update={"incoming_address": "accueil@bocage.example"}
        )
        help_post = HelpPostFactory(title="Une affiche")
        helper = MemberFactory(person__name="Yann Auvray").person

        answer_help_post(by=helper, help_post=help_post, text="Je peux pour jeudi.")
        reply_mail = EmailMessage()
        reply_mail["From"], reply_mail["Message-ID"] = help_post.author.email, "<1@exemple.example>"
        reply_mail["To"] = OutgoingMail.objects.get(recipient=help_post.author.email).reply_to
        reply_mail.set_content("Parfait !")
        receive_mail(reply_mail.as_bytes())
        thank_helper(
            by=help_post.author, help_post=help_post, helper=helper, words="Elle est belle."
        )
        thank_helper(by=help_post.author, help_post=help_post, helper=helper, words="Encore merci.")

        answer, reply, thanks = deliver_mails()
        assert (answer.recipient, answer.channel) == (help_post.author.email, "club_answers")
        assert "Yann Auvray répond à votre annonce" in answer.subject
        assert "Je peux pour jeudi." in answer.text
        assert "Signaler ce message" in answer.text
        assert (reply.recipient, thanks.recipient) == (helper.email, helper.email)
        assert "Parfait" in reply.text
        for mail in (answer, reply, thanks):
            source = compose(mail).as_string().replace(f"To: {mail.recipient}", "")
            assert help_post.author.email not in source
            assert helper.email not in source
        help_post.refresh_from_db()
        assert help_post.status == "closed"
        with pytest.raises(HelpPostOver):
            answer_help_post(by=MemberFactory().person, help_post=help_post, text="Trop tard ?")

    def test_are_messages_with_the_limits_the_stop_and_the_report_of_messages(self, client):
        help_post, other_help_post = HelpPostFactory(title="Une affiche"), HelpPostFactory()
        Member.objects.filter(person=help_post.author).update(takes_messages=False)
        helper = MemberFactory(person__name="Yann Auvray").person
        for words in ("Je peux.", "Je peux.", "Jeudi ?", "Allô ?"):
            answer_help_post(by=helper, help_post=help_post, text=words)
        assert HelpPostAnswer.objects.get().message.words == "Je peux."
        assert ConversationMessage.objects.count() == 3
        with pytest.raises(WaitForTheirAnswer):
            answer_help_post(by=helper, help_post=help_post, text="Hé !")
        talk = Conversation.objects.get()
        client.force_login(help_post.author)
        page = text_of(client.get(reverse("conversation", args=[talk.pk])))
        assert "répond à « Une affiche »" in page.replace("\u00a0", " ")
        assert (
            reverse("conversation", args=[talk.pk]) in client.get(help_post.get_absolute_url()).text
        )

        report = report_conversation(by=help_post.author, conversation=talk, reason="canvassing")
        with pytest.raises(ConversationStopped):
            answer_help_post(by=helper, help_post=help_post, text="Encore moi.")
        suspend_writer(by=organiser(), report=report, reason="Pas ici.")
        with pytest.raises(WriterSuspended):
            answer_help_post(by=helper, help_post=other_help_post, text="Et vous ?")
        erase_conversation(by=help_post.author, conversation=talk)
        assert "Allô" not in client.get(help_post.get_absolute_url()).text
        assert "Les mots de cette réponse ont été effacés" in text_of(
            client.get(help_post.get_absolute_url())
        )

    def test_begin_fewer_than_fifteen_new_conversations_a_day(self):
        helper = MemberFactory().person
        authors = PersonFactory.create_batch(MAX_ANSWERED_A_DAY)
        Conversation.objects.bulk_create(
            Conversation(writer=helper, reader=author, begun_at=NOW, last_written_at=NOW)
            for author in authors
        )
        help_post = HelpPostFactory()

        with pytest.raises(TooManyMessages):
            answer_help_post(
                by=helper, help_post=help_post, text="Moi.", now=NOW + timedelta(hours=1)
            )
        assert not HelpPostAnswer.objects.exists()
        answer_help_post(by=helper, help_post=help_post, text="Moi.", now=NOW + timedelta(hours=25))

    def test_are_for_members_and_thanks_for_who_answered(self):
        help_post = HelpPostFactory()
        stranger = MemberFactory()
        leave_club(by=stranger.person, member=stranger)

        with pytest.raises(NotAllowed):
            answer_help_post(by=stranger.person, help_post=help_post, text="Moi.")
        with pytest.raises(NotAllowed):
            answer_help_post(by=help_post.author, help_post=help_post, text="Moi-même.")
        with pytest.raises(NotAnAnswerer):
            thank_helper(by=help_post.author, help_post=help_post, helper=MemberFactory().person)
        with pytest.raises(NotAllowed):
            thank_helper(by=stranger.person, help_post=help_post, helper=stranger.person)


@pytest.mark.django_db
class TestTheEnd:
    def test_is_announced_once_and_one_click_prolongs(self, client, deliver_mails):
        today = timezone.localdate()
        help_post = HelpPostFactory(ends_on=today + timedelta(days=2))

        for _time in range(2):
            help_board_schedule.remind_help_posts()
        (mail,) = deliver_mails()
        assert "Prolonger mon annonce" in mail.text
        until = help_post.ends_on + help_board_schedule.PROLONGED_BY
        link = signed_action_path(
            "network.prolong_help_post",
            {"help_post": str(help_post.pk), "until": until.isoformat()},
        )
        assert client.get(link).status_code == 200
        assert HelpPost.objects.get().ends_on == help_post.ends_on
        for _time in range(2):
            assert client.post(link).status_code == 200

        help_post.refresh_from_db()
        assert (help_post.ends_on, help_post.reminded_at) == (until, None)
        assert help_board_schedule.end_help_posts(now=timezone.now() + timedelta(days=40)) == 1
        assert help_board_schedule.end_help_posts(now=timezone.now() + timedelta(days=40)) == 0
        assert client.post(link).status_code == 200
        help_post.refresh_from_db()
        assert help_post.is_open
        assert (
            help_board_schedule.forget_old_help_posts(now=timezone.now() + timedelta(days=900)) == 0
        )

    @pytest.mark.parametrize(
        ("values", "refusal"),
        [
            ({"ends_on": timezone.localdate(NOW) - timedelta(days=1)}, EndsTooFar),
            ({"ends_on": timezone.localdate(NOW) + timedelta(days=200)}, EndsTooFar),
            ({"skills": [" "]}, HelpPostWithoutSkill),
        ],
        ids=["yesterday", "next year", "no skill"],
    )
    def test_with_impossible_values_is_refused(self, values, refusal):
        member = MemberFactory()

        with pytest.raises(refusal):
            publish(member.person, member.commune, **values)
        assert not HelpPost.objects.exists()


@pytest.mark.django_db
class TestThePages:
    def form(self, **values):
        return {
            "kind": "ask",
            "title": "Une affiche <script>alert(1)</script>",
            "skills": "Graphiste, Mise en page",
            "commune": "Boitron",
            "radius_km": "30",
            "ends_on": (timezone.localdate() + timedelta(days=9)).isoformat(),
            **values,
        }

    def test_publish_answer_thank_and_hide(self, client):
        boitron = CommuneFactory(boitron=True)
        author = MemberFactory(commune=boitron, person__name="Nadia Prigent")
        helper = MemberFactory(commune=boitron, person__name="Yann Auvray")
        client.force_login(author.person)
        for changes in (
            {"title": ""},
            {"title": "x" * 4_000},
            {"skills": "y" * 61},
            {"ends_on": "2031-01-01"},
            {"radius_km": "7"},
            {"commune": "Nulle part"},
        ):
            assert client.post(reverse("help_post_new"), self.form(**changes)).status_code == 422
        client.post(reverse("help_post_new"), self.form())
        help_post = HelpPost.objects.get()
        assert help_post.skills.count() == 2

        client.force_login(helper.person)
        board = client.get(reverse("help_board") + "?q=affiche&nature=ask")
        assert "Nadia Prigent" in text_of(board)
        assert b"<script>alert(1)" not in board.content
        assert (
            client.post(reverse("help_post_answer", args=[help_post.pk]), {"text": ""}).status_code
            == 422
        )
        client.post(reverse("help_post_answer", args=[help_post.pk]), {"text": "Je peux."})
        client.post(reverse("help_post_report", args=[help_post.pk]), {"reason": "Doublon."})

        client.force_login(author.person)
        page = text_of(client.get(help_post.get_absolute_url()))
        assert "Je peux." in page
        assert helper.person.email not in page
        client.post(
            reverse("help_post_thank", args=[help_post.pk]),
            {"helper": str(helper.person.pk), "words": "Bravo"},
        )
        assert "Yann Auvray" in text_of(client.get(help_post.get_absolute_url()))
        assert "Un coup de main remercié" in text_of(client.get(reverse("help_board")))

        club_organiser = organiser()
        client.force_login(club_organiser)
        assert "signalée" in text_of(client.get(reverse("club_help_posts")))
        address = reverse("club_help_post", args=[help_post.pk])
        assert client.post(address, {"masquer": "1"}).status_code == 422
        client.post(address, {"masquer": "1", "reason": "Doublon."})
        client.force_login(helper.person)
        assert client.get(help_post.get_absolute_url()).status_code == 404
        dismiss_reports(by=club_organiser, help_post=help_post)
        assert client.get(help_post.get_absolute_url()).status_code == 200

    @pytest.mark.parametrize("count", [1, 3])
    def test_read_as_much_for_three_as_for_one(self, client, count, django_assert_num_queries):
        member = MemberFactory()
        for _number in range(count):
            help_post = HelpPostFactory()
            report_help_post(by=member.person, help_post=help_post, reason="Doublon.")
        client.force_login(member.person)

        with django_assert_num_queries(18):
            client.get(reverse("help_board"))
        client.force_login(organiser())
        with django_assert_num_queries(13):
            client.get(reverse("club_help_posts"))

    @pytest.mark.parametrize("count", [1, 3])
    def test_show_three_answers_in_as_many_queries_as_one(
        self, client, count, django_assert_num_queries
    ):
        help_post = HelpPostFactory()
        for _number in range(count):
            answer_help_post(by=MemberFactory().person, help_post=help_post, text="Je peux.")
        client.force_login(help_post.author)

        with django_assert_num_queries(18):
            assert text_of(client.get(help_post.get_absolute_url())).count("Je peux.") == count

    def test_have_a_link_beside_their_messages(self, client):
        help_post, helper = HelpPostFactory(), MemberFactory()
        answer = answer_help_post(by=helper.person, help_post=help_post, text="Je peux.")
        conversation = reverse("conversation", args=[answer.message.conversation_id])
        client.force_login(helper.person)

        assert help_post.get_absolute_url() in client.get(conversation).content.decode()
        hide_help_post(by=organiser(), help_post=help_post, reason="Doublon.")
        page = client.get(conversation)
        assert help_post.title in text_of(page)
        assert help_post.get_absolute_url() not in page.content.decode()

    def test_are_closed_to_who_is_no_member(self, client):
        help_post = HelpPostFactory()
        client.force_login(HelpPostFactory().author)
        member = MemberFactory()
        leave_club(by=member.person, member=member)
        client.force_login(member.person)

        for name, args in (
            ("help_board", []),
            ("help_post_new", []),
            ("help_post", [help_post.pk]),
        ):
            assert client.get(reverse(name, args=args)).status_code == 404
