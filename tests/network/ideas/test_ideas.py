"""Idea box: suggestions, votes, comments, answers; and voters notified once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.models import OutgoingMail
from bocage.network.ideas import operations as ideas
from bocage.network.ideas.errors import IdeaAlreadyDecided, NotAnAnswer, NoWithoutReason
from bocage.network.models import Idea, IdeaAnswer, IdeaComment, IdeaNotification, IdeaVote
from tests.network.life_factories import IdeaFactory, organiser
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.workspaces.bookings.test_races import race


@pytest.mark.django_db(transaction=True)
def test_ten_votes_at_once_are_one_and_an_answer_is_sent_once_to_each():
    idea, person = IdeaFactory(votes_of=PersonFactory.create_batch(3)), PersonFactory()

    race(*[lambda: ideas.vote_for_idea(by=person, idea=idea)] * 10)
    assert IdeaVote.objects.filter(person=person).count() == 1

    ideas.answer_idea(by=organiser(), idea=idea, state="planned", words="Au printemps.")
    answer = IdeaAnswer.objects.get()
    race(*[lambda: ideas.notify_voters(answer_id=answer.pk)] * 4)
    assert IdeaNotification.objects.count() == OutgoingMail.objects.count() == 4


@pytest.mark.django_db
class TestAnswers:
    def test_are_sent_to_voters_and_resumed_after_a_failure(self, monkeypatch, deliver_mails):
        voters = PersonFactory.create_batch(5)
        idea = IdeaFactory(votes_of=voters, title="Un abri à vélos")
        club_organiser = organiser()
        monkeypatch.setattr(ideas, "BATCH_SIZE", 2)
        ideas.answer_idea(by=club_organiser, idea=idea, state="to_study", words="")
        answer = IdeaAnswer.objects.get()
        recipients = []

        def write_until_third(person, mail):
            recipients.append(person)
            if len(recipients) == 3:
                raise ConnectionError
            write_to(person, mail)

        write_to = ideas.write_to
        monkeypatch.setattr(ideas, "write_to", write_until_third)
        with pytest.raises(ConnectionError):
            ideas.notify_voters(answer_id=answer.pk)
        assert IdeaNotification.objects.count() == 2
        assert ideas.resume_notifications() == 3
        assert ideas.resume_notifications() == 0

        mails = deliver_mails()
        assert sorted(mail.recipient for mail in mails) == sorted(voter.email for voter in voters)
        assert "à l’étude" in mails[0].text

    def test_of_no_say_why_and_stop_the_votes(self):
        idea, club_organiser = IdeaFactory(), organiser()

        with pytest.raises(NoWithoutReason):
            ideas.answer_idea(by=club_organiser, idea=idea, state="no", words="  ")
        with pytest.raises(NotAnAnswer):
            ideas.answer_idea(by=club_organiser, idea=idea, state="new", words="Rien.")
        with pytest.raises(NotAllowed):
            ideas.answer_idea(by=PersonFactory(), idea=idea, state="done", words="")
        for _time in range(2):
            ideas.answer_idea(by=club_organiser, idea=idea, state="no", words="Trop cher.")
        with pytest.raises(IdeaAlreadyDecided):
            ideas.vote_for_idea(by=PersonFactory(), idea=idea)
        assert IdeaAnswer.objects.count() == 1


@pytest.mark.django_db
def test_an_idea_that_its_author_removes_is_deleted_or_stays_without_author():
    alone, shared = IdeaFactory(), IdeaFactory(votes_of=[PersonFactory()])
    comment = ideas.comment_on_idea(by=shared.author, idea=shared, text="Et à Sées ?")

    assert ideas.remove_idea(by=alone.author, idea=alone) is None
    author = shared.author
    remaining = ideas.remove_idea(by=author, idea=shared)
    with pytest.raises(NotAllowed):
        ideas.remove_comment(by=PersonFactory(), comment=comment)
    ideas.remove_comment(by=author, comment=comment)

    assert remaining.author is None
    assert list(Idea.objects.all()) == [shared]
    assert not IdeaComment.objects.exists()


@pytest.mark.django_db
class TestThePages:
    def test_suggest_vote_discuss_answer_and_moderate(self, client, deliver_mails):
        CommuneFactory(boitron=True)
        club_organiser, author = organiser(), PersonFactory(name="Nadia Prigent")
        assert client.get(reverse("idea_new")).status_code == 302
        client.force_login(author)
        form = {"title": "Un abri <script>alert(1)</script>", "commune": "Boitron"}
        for changes in (
            {"title": " "},
            {"title": "x" * 999},
            {"text": "y" * 9_000},
            {"commune": "z"},
        ):
            assert client.post(reverse("idea_new"), form | changes).status_code == 422
        client.post(reverse("idea_new"), form)
        idea = Idea.objects.get()
        voter = PersonFactory(name="Yann Auvray")
        client.force_login(voter)
        client.post(reverse("idea_vote", args=[idea.pk]))
        client.post(
            reverse("idea_comment", args=[idea.pk]), {"text": "Bonne idée", "shows_name": "on"}
        )
        assert client.post(reverse("idea_comment", args=[idea.pk]), {"text": ""}).status_code == 422

        client.logout()
        page = client.get(idea.get_absolute_url())
        assert "Nadia Prigent" not in text_of(page)
        assert "Yann Auvray" in text_of(page)
        assert b"<script>alert(1)" not in page.content
        listed = text_of(client.get(reverse("idea_list") + "?q=abri&etat=new"))
        assert "2 Voter pour" in listed

        client.force_login(club_organiser)
        address = reverse("club_idea", args=[idea.pk])
        assert "Un abri" in text_of(client.get(reverse("club_ideas")))
        assert client.post(address, {"state": "no", "words": ""}).status_code == 422
        client.post(address, {"state": "done", "words": "Il est posé."})
        comment = IdeaComment.objects.get()
        client.post(reverse("club_comment_moderate", args=[comment.pk]), {"reason": "Hors sujet."})
        client.logout()
        page = text_of(client.get(idea.get_absolute_url()))
        assert "Il est posé." in page
        assert "Bonne idée" not in page
        assert "Hors sujet." in page

        client.force_login(club_organiser)
        moderate = reverse("club_idea_moderate", args=[idea.pk])
        assert client.post(moderate, {}).status_code == 422
        client.post(moderate, {"reason": "Doublon."})
        client.logout()
        assert client.get(idea.get_absolute_url()).status_code == 404
        assert "Un abri" not in text_of(client.get(reverse("idea_list")))
        # The organiser of the idea; its author and that of the comment of what was hidden.
        assert [mail.recipient for mail in deliver_mails() if mail.channel != "club_ideas"] == [
            club_organiser.email,
            voter.email,
            author.email,
        ]

    @pytest.mark.parametrize(
        "query", ["q=" + "x" * 2_000, "page=-4", "etat=zz", "tri=%00", "q=%00%25_"]
    )
    def test_make_what_they_can_of_any_address(self, client, query):
        IdeaFactory()

        assert client.get(f"{reverse('idea_list')}?{query}").status_code == 200

    @pytest.mark.parametrize("count", [1, 3])
    def test_read_as_much_for_three_as_for_one(self, client, count, django_assert_num_queries):
        for _number in range(count):
            IdeaFactory(votes_of=[PersonFactory()], created_at=timezone.now() - timedelta(days=1))

        with django_assert_num_queries(3):
            client.get(reverse("idea_list"))
