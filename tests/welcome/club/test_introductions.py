"""Introductions of newcomers to the club: rights, recipients, and answers of both sides."""

import pytest
from django.urls import reverse

from bocage.foundation.errors import NotAllowed
from bocage.foundation.http.signed_actions import signed_action_path
from bocage.foundation.models import OutgoingMail
from bocage.network.models import Member
from bocage.people.personal_data import personal_data_of
from bocage.welcome.club.errors import (
    IntroductionOver,
    NobodyToMeet,
    NoCommuneYet,
    OfTheClubAlready,
)
from bocage.welcome.club.operations import (
    accept_introduction,
    agree_to_meet,
    decline_introduction,
    decline_to_meet,
    introduce_to_club,
)
from bocage.welcome.models import ClubIntroduction, ClubMeeting, ProjectConsent
from bocage.welcome.projects.errors.consents import HouseholdDidNotAgree
from bocage.welcome.projects.operations.consents import give_consent, withdraw_consent
from bocage.welcome.projects.operations.projects import erase_project
from bocage.welcome.projects.timeline import timeline_of
from tests.network.factories import MemberFactory
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.relays.factories import coordinator

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(boitron, camille):
    project = ProjectFactory(answered=True, adults=[camille])
    project.communes.add(boitron)
    give_consent(by=camille, project=project, use=ProjectConsent.Use.CLUB)
    return project


@pytest.fixture
def members(boitron):
    """Creates four members who accept meetings: the three of the same trade are proposed first."""
    return [
        MemberFactory(commune=boitron, meets_newcomers=True, person__name=name, headline=headline)
        for name, headline in (
            ("Nadia Prigent", "Graphiste"),
            ("Yann Le Goff", "Graphiste"),
            ("Inès Robin", "Graphiste"),
            ("Odile Prévost", "Notaire"),
        )
    ]


@pytest.fixture
def claire(project):
    return coordinator(project.departement)


def kinds():
    kinds = OutgoingMail.objects.order_by("id").values_list("kind", flat=True)
    return [kind.rpartition(".")[2] for kind in kinds]


def names(introduction):
    return {meeting.member.person.name for meeting in introduction.meetings.all()}


class TestProposing:
    def test_names_three_and_tells_nobody_of_the_club(self, project, camille, members, claire):
        for _time in range(2):
            introduction = introduce_to_club(by=claire, project=project, person=camille)

        assert names(introduction) == {member.person.name for member in members[:3]}
        assert kinds() == ["MembersProposed"]
        assert OutgoingMail.objects.get().recipient == camille.email

    @pytest.mark.usefixtures("members")
    def test_asks_for_the_agreement_of_the_household(self, project, camille, claire):
        withdraw_consent(by=camille, project=project, use=ProjectConsent.Use.CLUB)

        with pytest.raises(HouseholdDidNotAgree):
            introduce_to_club(by=claire, project=project, person=camille)

    def test_says_why_there_is_nothing_to_propose(self, project, camille, claire):
        with pytest.raises(NobodyToMeet):
            introduce_to_club(by=claire, project=project, person=camille)
        MemberFactory(meets_newcomers=True)
        project.communes.clear()
        with pytest.raises(NoCommuneYet):
            introduce_to_club(by=claire, project=project, person=camille)
        MemberFactory(person=camille)
        with pytest.raises(OfTheClubAlready):
            introduce_to_club(by=claire, project=project, person=camille)
        assert not ClubIntroduction.objects.exists()

    @pytest.mark.usefixtures("members")
    def test_is_for_coordinators_and_the_household(self, project, camille, claire):
        for actor, person in ((PersonFactory(), camille), (claire, PersonFactory())):
            with pytest.raises(NotAllowed):
                introduce_to_club(by=actor, project=project, person=person)


class TestAccepting:
    def test_makes_a_guest_and_asks_the_three(self, project, camille, members, claire):
        introduction = introduce_to_club(by=claire, project=project, person=camille)

        with pytest.raises(NotAllowed):
            accept_introduction(by=claire, introduction=introduction)
        for _time in range(2):
            accept_introduction(by=camille, introduction=introduction)

        assert Member.objects.get(person=camille).status == Member.Status.GUEST
        questions = OutgoingMail.objects.filter(kind__endswith="WouldYouMeet")
        assert {mail.recipient for mail in questions} == {
            member.person.email for member in members[:3]
        }
        facts = questions.first().facts
        assert facts["first_name"] == "Camille"
        assert "Ferrand" not in str(facts)
        with pytest.raises(IntroductionOver):
            decline_introduction(by=camille, introduction=introduction)

    @pytest.mark.usefixtures("members")
    def test_declining_tells_nobody_and_another_time_is_possible(self, project, camille, claire):
        introduction = introduce_to_club(by=claire, project=project, person=camille)

        decline_introduction(by=camille, introduction=introduction)

        assert kinds() == ["MembersProposed"]
        assert introduce_to_club(by=claire, project=project, person=camille) != introduction


class TestMembers:
    @pytest.fixture
    def accepted_introduction(self, project, camille, members):
        assert members
        introduction = introduce_to_club(by=camille, project=project, person=camille)
        return accept_introduction(by=camille, introduction=introduction)

    def link(self, action, meeting):
        payload = {"meeting": str(meeting.pk), "person": str(meeting.member.person_id)}
        return signed_action_path(f"welcome.{action}", payload)

    def test_say_yes_by_one_click_and_the_newcomer_writes_to_them(
        self, client, accepted_introduction, camille
    ):
        meeting = accepted_introduction.meetings.first()
        address = self.link("agree_to_meet", meeting)

        request_page = client.get(address)
        assert "Rencontrer Camille" in text_of(request_page)
        for _time in range(2):
            assert "Merci pour Camille" in text_of(client.post(address))

        assert kinds().count("MemberWilling") == 1
        client.force_login(camille)
        page = text_of(client.get(reverse("own_project")))
        assert "veut bien vous rencontrer" in page
        assert client.get(reverse("member_write", args=[meeting.member_id])).status_code == 200

    def test_declining_members_are_replaced(self, client, accepted_introduction, members):
        meeting = accepted_introduction.meetings.first()

        client.post(self.link("decline_to_meet", meeting))

        questions = OutgoingMail.objects.filter(kind__endswith="WouldYouMeet")
        assert questions.filter(recipient=members[3].person.email).count() == 1
        with pytest.raises(NotAllowed):
            agree_to_meet(by=members[3].person, meeting=meeting)

    def test_are_asked_no_more_once_the_household_agrees_no_longer(
        self, client, accepted_introduction, camille, run_tasks
    ):
        meeting = accepted_introduction.meetings.first()
        withdraw_consent(
            by=camille, project=accepted_introduction.project, use=ProjectConsent.Use.CLUB
        )
        run_tasks()

        assert client.get(self.link("agree_to_meet", meeting)).status_code == 410
        with pytest.raises(IntroductionOver):
            decline_to_meet(by=meeting.member.person, meeting=meeting)
        assert set(ClubMeeting.objects.values_list("status", flat=True)) == {"withdrawn"}

    def test_are_known_to_both_and_forgotten_with_the_project(
        self, accepted_introduction, camille, members
    ):
        agree_to_meet(
            by=members[0].person, meeting=accepted_introduction.meetings.get(member=members[0])
        )

        titles = {str(entry.title) for entry in timeline_of(accepted_introduction.project)}
        assert "Nadia Prigent, du club, veut bien rencontrer le ménage" in titles
        assert len(personal_data_of(camille)["Vos présentations au club"]) == 3
        own_rows = personal_data_of(members[0].person)["Vos présentations au club"]
        assert own_rows == [{"title": "Rencontrer Camille", "detail": "veut bien rencontrer"}]
        erase_project(by=camille, project=accepted_introduction.project)
        assert not ClubIntroduction.objects.exists()


class TestPages:
    def test_household_asks_accepts_and_sees(self, client, project, camille, members):
        withdraw_consent(by=camille, project=project, use=ProjectConsent.Use.CLUB)
        client.force_login(camille)
        page = reverse("own_project")
        assert "Voir qui je pourrais rencontrer" in text_of(client.get(page))

        client.post(reverse("own_club_ask"))
        assert "Nadia Prigent" in text_of(client.get(page))
        introduction = ClubIntroduction.objects.get()
        client.post(reverse("own_club_accept", args=[introduction.pk]))
        assert "nous lui avons demandé" in text_of(client.get(page))
        client.force_login(members[0].person)
        assert client.post(reverse("own_club_accept", args=[introduction.pk])).status_code == 404

    @pytest.mark.usefixtures("project", "members")
    def test_household_is_not_asked_to_meet_nobody(self, client, camille):
        client.force_login(camille)
        client.post(reverse("own_club_ask"))
        ClubMeeting.objects.all().delete()

        page = text_of(client.get(reverse("own_project")))

        assert "Nous n’avons pour l’instant personne à vous proposer." in page
        assert "Oui, je veux les rencontrer" not in page

    @pytest.mark.usefixtures("members")
    def test_coordinator_proposes_from_the_file(self, client, project, camille, claire):
        client.force_login(claire)
        assert "Proposer trois membres" in text_of(client.get(project.get_absolute_url()))

        client.post(reverse("club_introduce", args=[project.pk, camille.pk]))

        assert "Nadia Prigent" in text_of(client.get(project.get_absolute_url()))
        unknown_address = reverse("club_introduce", args=[project.pk, PersonFactory().pk])
        assert client.post(unknown_address).status_code == 404
