"""Membership: request, answer, renewal, end; with permissions and limits."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.models import OutgoingMail
from bocage.network.members.errors import (
    AlreadyMember,
    MembershipAlreadyRequested,
    NotAMember,
    RefusedWithoutReason,
    RequestAnswered,
    SkillNotAWord,
    TooManySkills,
)
from bocage.network.members.operations.members import (
    accept_member,
    join_club,
    leave_club,
    refuse_member,
    renew_membership,
    update_profile,
)
from bocage.network.members.operations.scheduled import lapse_members, remind_members
from bocage.network.models import LISTED_FIELDS, Club, Member
from bocage.people.models import Entitlement, Role
from tests.network.factories import MemberFactory
from tests.people.factories import MandateFactory, PersonFactory
from tests.territory.factories import DepartementFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def organiser():
    return MandateFactory(role=Role.CLUB_ORGANISER, scope__of_departement=True).person


def join(boitron, **values):
    return join_club(by=PersonFactory(), commune=boitron, headline="Graphiste", now=NOW, **values)


def mail_kinds():
    return [kind.rpartition(".")[2] for kind in OutgoingMail.objects.values_list("kind", flat=True)]


def is_of_the_club(person):
    return (
        Entitlement.objects.in_force()
        .filter(person=person, kind=Entitlement.Kind.CLUB_MEMBER)
        .exists()
    )


class TestJoining:
    def test_is_at_once_where_the_club_reads_no_requests(self, boitron):
        member = join(boitron, skills=["Graphisme", "graphisme ", "Web design"])

        assert member.status == Member.Status.ACTIVE
        assert member.renewed_until == date(2027, 11, 24)
        assert {skill.name for skill in member.skills.all()} == {"Graphisme", "Web design"}
        assert is_of_the_club(member.person)
        assert mail_kinds() == ["WelcomeToTheClub"]

    def test_shows_nothing_to_everybody_and_no_telephone_to_members(self, boitron):
        member = join(boitron)

        assert member.public_fields == []
        assert set(member.members_fields) == LISTED_FIELDS
        assert "phone" not in member.members_fields

    def test_waits_for_an_answer_where_the_club_reads_requests(self, boitron):
        Club.objects.create(departement=boitron.departement, approves_members=True)
        host = organiser()

        member = join(boitron)

        assert member.status == Member.Status.REQUESTED
        assert not is_of_the_club(member.person)
        assert OutgoingMail.objects.get().recipient == host.email

    def test_tells_the_coordinator_where_nobody_runs_the_club(self, boitron):
        Club.objects.create(departement=boitron.departement, approves_members=True)
        coordinator = MandateFactory(role=Role.COORDINATOR, scope__of_departement=True).person

        join(boitron)

        assert OutgoingMail.objects.get().recipient == coordinator.email

    def test_twice_is_refused_and_changes_nothing(self, boitron):
        member = join(boitron)

        with pytest.raises(AlreadyMember):
            join_club(by=member.person, commune=boitron, headline="Autre", now=NOW)

        assert Member.objects.get().headline == "Graphiste"

    def test_twice_while_it_waits_is_refused(self, boitron):
        Club.objects.create(departement=boitron.departement, approves_members=True)
        member = join(boitron)

        with pytest.raises(MembershipAlreadyRequested):
            join_club(by=member.person, commune=boitron, headline="Autre", now=NOW)

    def test_again_after_leaving_finds_what_was_written(self, boitron):
        member = join(boitron)
        update_profile(by=member.person, member=member, presentation="Depuis dix ans.")
        leave_club(by=member.person, member=member, now=NOW)

        second_request = join_club(by=member.person, commune=boitron, headline="Graphiste", now=NOW)

        assert second_request.pk == member.pk
        assert second_request.presentation == "Depuis dix ans."
        assert is_of_the_club(member.person)

    @pytest.mark.parametrize(
        ("skills", "refusal"),
        [
            ([f"Métier {number}" for number in range(13)], TooManySkills),
            (["x" * 61], SkillNotAWord),
            (["12 345"], SkillNotAWord),
        ],
        ids=["thirteen", "too long", "digits"],
    )
    def test_with_skills_that_are_none_keeps_nothing(self, boitron, skills, refusal):
        with pytest.raises(refusal):
            join(boitron, skills=skills)

        assert not Member.objects.exists()


class TestAnswers:
    def test_the_organiser_of_the_departement_admits(self, boitron):
        member = MemberFactory(asking=True, commune=boitron)

        accept_member(by=organiser(), member=member, now=NOW)
        accepted = accept_member(by=organiser(), member=member, now=NOW)

        assert accepted.status == Member.Status.ACTIVE
        assert is_of_the_club(member.person)
        assert mail_kinds() == ["WelcomeToTheClub"]

    def test_another_club_does_not(self, boitron):
        member = MemberFactory(asking=True, commune=boitron)
        sarthe = DepartementFactory(sarthe=True)
        neighbour = MandateFactory(
            role=Role.CLUB_ORGANISER, scope__of_departement=True, scope__departement=sarthe
        ).person

        with pytest.raises(NotAllowed):
            accept_member(by=neighbour, member=member)
        with pytest.raises(NotAllowed):
            refuse_member(by=member.person, member=member, reason="Non")

    def test_a_refusal_says_why(self, boitron):
        member = MemberFactory(asking=True, commune=boitron)

        with pytest.raises(RefusedWithoutReason):
            refuse_member(by=organiser(), member=member, reason="  ")
        refuse_member(by=organiser(), member=member, reason="Hors du département.", now=NOW)

        member.refresh_from_db()
        assert (member.status, member.refusal) == ("refused", "Hors du département.")
        assert mail_kinds() == ["MembershipRefused"]
        with pytest.raises(RequestAnswered):
            accept_member(by=organiser(), member=member)


class TestTheEndOfAMembership:
    def test_is_spoken_of_once_three_weeks_before(self):
        MemberFactory(renewed_until=timezone.localdate() + timedelta(days=21))
        MemberFactory(renewed_until=timezone.localdate() + timedelta(days=22))

        assert remind_members() == 1
        assert remind_members() == 0
        assert mail_kinds() == ["RenewMembership"]

    def test_comes_without_an_answer_and_one_click_undoes_it(self):
        member = MemberFactory(renewed_until=timezone.localdate())

        assert lapse_members() == 1
        member.refresh_from_db()
        assert member.status == Member.Status.LAPSED
        assert not is_of_the_club(member.person)

        renewed = renew_membership(by=member.person, member=member)
        assert renewed.is_active
        assert is_of_the_club(member.person)

    def test_is_put_off_once_however_often_it_is_renewed(self):
        until = timezone.localdate() + timedelta(days=10)
        member = MemberFactory(renewed_until=until, reminded_at=timezone.now())

        renew_membership(by=member.person, member=member)
        renewed = renew_membership(by=member.person, member=member)

        assert until + timedelta(days=360) < renewed.renewed_until < until + timedelta(days=370)
        assert renewed.reminded_at is None

    def test_cannot_be_renewed_by_another_member_nor_after_leaving(self):
        member, stranger = MemberFactory(), MemberFactory()

        with pytest.raises(NotAllowed):
            renew_membership(by=stranger.person, member=member)
        leave_club(by=member.person, member=member)
        with pytest.raises(NotAMember):
            renew_membership(by=member.person, member=member)

    def test_leaving_closes_the_doors_at_once(self):
        member = MemberFactory()

        leave_club(by=member.person, member=member)
        leave_club(by=member.person, member=member)

        assert not is_of_the_club(member.person)
        assert not Member.objects.active().exists()


class TestWhatAMemberSays:
    def test_is_theirs_to_say(self):
        member, stranger = MemberFactory(), MemberFactory()

        with pytest.raises(NotAllowed):
            update_profile(by=stranger.person, member=member, headline="Pirate")

    def test_makes_the_words_they_are_found_by_of_what_they_show_alone(self):
        member = MemberFactory(skills=["Photographe"])

        update_profile(
            by=member.person,
            member=member,
            presentation="Je vis à l’écart.",
            public_fields=["name", "headline"],
            members_fields=["skills"],
        )

        member.refresh_from_db()
        assert "graphiste independante" in member.public_words
        assert "photographe" not in member.public_words
        assert "photographe" in member.members_words
        assert "ecart" not in member.members_words

    def test_leads_no_organisation_once_they_are_of_none(self):
        member = MemberFactory()

        updated = update_profile(by=member.person, member=member, organisation=None)

        assert updated.leads_organisation is False
