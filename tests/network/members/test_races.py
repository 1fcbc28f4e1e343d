"""Members, organisers and scheduled jobs concurrently, in real threads: one answer prevails."""

import pytest

from bocage.network.members.operations.members import (
    accept_member,
    join_club,
    leave_club,
    refuse_member,
)
from bocage.network.members.operations.members import update_profile as update_member
from bocage.network.members.operations.skills import get_or_create_skills, merge_skills
from bocage.network.models import Member, MemberSkill, Skill
from bocage.people.models import Entitlement, Role
from bocage.people.operations.persons import update_profile
from tests.network.factories import MemberFactory, OrganisationFactory, SkillFactory
from tests.pending_tasks import work_until_idle
from tests.people.factories import MandateFactory, PersonFactory
from tests.territory.factories import CommuneFactory
from tests.workspaces.bookings.test_races import outcomes, race

pytestmark = pytest.mark.django_db(transaction=True)


def organiser():
    return MandateFactory(role=Role.CLUB_ORGANISER, scope__of_departement=True).person


def test_ten_clicks_on_join_make_one_member():
    person, commune = PersonFactory(), CommuneFactory(boitron=True)

    race(*[lambda: join_club(by=person, commune=commune, headline="Graphiste")] * 10)

    assert Member.objects.get().is_active
    assert Entitlement.objects.filter(person=person).count() == 1


def test_a_request_that_two_organisers_answer_has_one_answer():
    member = MemberFactory(asking=True, commune=CommuneFactory(boitron=True))
    first, second = organiser(), PersonFactory()
    MandateFactory(role=Role.CLUB_ORGANISER, scope__of_departement=True, person=second)

    results = race(
        lambda: accept_member(by=first, member=member),
        lambda: refuse_member(by=second, member=member, reason="Déjà membre ailleurs."),
    )

    assert len(outcomes(results)) == 2
    member.refresh_from_db()
    assert member.status in {Member.Status.ACTIVE, Member.Status.REFUSED}
    assert Entitlement.objects.filter(person=member.person).exists() == member.is_active


def test_a_word_that_ten_people_add_at_once_is_one_word():
    people = [PersonFactory() for _number in range(10)]

    race(
        *[
            lambda by=by: get_or_create_skills(by=by, names=["Maçonnerie", "maconnerie"])
            for by in people
        ]
    )

    assert Skill.objects.get().plain_name == "maconnerie"


def test_two_words_merged_into_each_other_at_once_leave_one_word():
    first, second = SkillFactory(name="Graphiste"), SkillFactory(name="Designer graphique")
    MemberFactory(skills=["Graphiste", "Designer graphique"])
    by = organiser()

    race(
        lambda: merge_skills(by=by, skill=first, into=second),
        lambda: merge_skills(by=by, skill=second, into=first),
    )

    skill = Skill.objects.get(merged_into=None)
    assert MemberSkill.objects.get().skill == skill


def test_who_changes_their_name_is_found_by_the_new_one():
    member = MemberFactory(person__name="Nadia Prigent")

    update_profile(by=member.person, person=member.person, name="Nadia Auvray", situation="")
    work_until_idle()

    member.refresh_from_db()
    assert "nadia auvray" in member.members_words
    assert "prigent" not in member.members_words


def test_two_who_say_at_once_that_they_lead_an_organisation_leave_one_leader():
    atelier = OrganisationFactory()
    members = [MemberFactory(organisation=atelier) for _number in range(4)]

    race(
        *[
            lambda leader=member: update_member(
                by=leader.person, member=leader, organisation=atelier, leads_organisation=True
            )
            for member in members
        ]
    )

    assert Member.objects.filter(leads_organisation=True).count() == 1


def test_who_comes_back_leads_no_more_what_another_took_over():
    atelier = OrganisationFactory()
    leader = MemberFactory(organisation=atelier, leads_organisation=True)
    leave_club(by=leader.person, member=leader)
    MemberFactory(organisation=atelier, leads_organisation=True)

    returned = join_club(by=leader.person, commune=leader.commune, headline="Graphiste")

    assert returned.is_active
    assert not returned.leads_organisation
