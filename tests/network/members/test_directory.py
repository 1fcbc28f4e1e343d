"""Directory: search by words and distance, visibility, and large numbers of members."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bocage.network.members.directory import MemberSearch, find_members, skills_alike
from bocage.network.members.presentation import MemberProfile
from bocage.network.members.visibility import ANONYMOUS, Onlooker
from bocage.network.models import Skill
from tests.network.factories import MemberFactory, SkillFactory
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

A_MEMBER = Onlooker(sees_members=True)


def names(search, onlooker=A_MEMBER):
    return [member.person.name for member in find_members(search, onlooker).members]


def member(name, skills=(), **values):
    return MemberFactory(person__name=name, skills=skills, **values)


class TestWords:
    @pytest.mark.parametrize(
        "typed", ["graphiste", "graphsite", "grafiste", "GRAPHISTE", "Graphistes", "graphist"]
    )
    def test_find_a_skill_however_it_is_spelt(self, typed):
        member("Nadia", ["Graphiste"], headline="Identité visuelle")
        member("Yann", ["Comptable"], headline="Gestion")

        assert names(MemberSearch(text=typed)) == ["Nadia"]

    @pytest.mark.parametrize("typed", ["développeuse", "developpeur", "dévelopeur"])
    def test_find_a_trade_by_the_other_gender(self, typed):
        member("Inès", ["Développeur"], headline="Le Web")
        member("Yann", ["Maçon"], headline="Murs en pierre")

        assert names(MemberSearch(text=typed)) == ["Inès"]

    def test_find_a_synonym_by_the_word_it_leads_to(self):
        graphic = SkillFactory(name="Graphiste")
        Skill.objects.create(name="Infographiste", merged_into=graphic)
        member("Nadia", ["Graphiste"], headline="Édition")

        assert skills_alike("infographiste") == [graphic.pk]
        assert names(MemberSearch(text="infographiste")) == ["Nadia"]

    def test_are_all_asked_for(self):
        member("Nadia", ["Graphiste"], headline="Édition de livres")
        member("Yann", ["Graphiste"], headline="Sites")

        assert names(MemberSearch(text="graphsite livres")) == ["Nadia"]

    @pytest.mark.parametrize("typed", ["100%", "a_b", "\\", "'; DROP TABLE network_member; --"])
    def test_that_mean_something_to_the_database_are_words(self, typed):
        member("Nadia", ["Graphiste"])

        assert names(MemberSearch(text=typed)) == []


class TestWhatIsShown:
    def test_nobody_is_public_who_does_not_say_so(self):
        member("Nadia")
        member("Inès", public=True)

        assert names(MemberSearch(), ANONYMOUS) == ["Inès"]
        assert sorted(names(MemberSearch())) == ["Inès", "Nadia"]

    def test_who_hides_their_name_is_found_by_nobody(self):
        member("Nadia", members_fields=["skills"], public_fields=["headline"])

        assert names(MemberSearch()) == []

    @pytest.mark.parametrize("typed", ["graphiste", "graphsite"])
    def test_a_skill_shown_to_members_finds_nobody_for_the_others(self, typed):
        member(
            "Nadia", ["Graphiste"], headline="Bonjour",
            public_fields=["name"], members_fields=["skills"],
        )  # fmt: skip

        assert names(MemberSearch(text=typed), ANONYMOUS) == []
        assert names(MemberSearch(text=typed)) == ["Nadia"]

    def test_a_commune_that_is_not_shown_places_nobody(self):
        sees = CommuneFactory(sees=True)
        member("Nadia", commune=sees, public_fields=["name"], members_fields=[])

        assert names(MemberSearch(near=sees), ANONYMOUS) == []

    def test_who_has_left_is_gone_at_once(self):
        member("Nadia", status="left")

        assert names(MemberSearch()) == []


class TestNearness:
    def test_the_nearest_come_first_and_the_far_are_left_out(self):
        sees, boitron, flers = (
            CommuneFactory(sees=True), CommuneFactory(boitron=True), CommuneFactory(flers=True),
        )  # fmt: skip
        for commune in (flers, boitron, sees):
            member(commune.name, commune=commune)

        assert names(MemberSearch(near=sees)) == ["Sées", "Boitron", "Flers"]
        assert names(MemberSearch(near=sees, radius_km=20)) == ["Sées", "Boitron"]

    def test_is_in_metres(self):
        sees = CommuneFactory(sees=True)
        member("Boitron", commune=CommuneFactory(boitron=True))

        [match] = find_members(MemberSearch(near=sees), A_MEMBER).members

        assert match.distance_m == pytest.approx(8_700, rel=0.05)


@pytest.mark.parametrize("count", [1, 3])
def test_cost_as_many_statements_for_three_as_for_one(count):
    for number in range(count):
        member(f"Nadia {number}", ["Graphiste"])

    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = find_members(MemberSearch(text="graphsite"), A_MEMBER)

    assert len(page.members) == count
    # The skills alike, how many, which, who, their skills.
    assert len(queries) == 5


def test_member_of_a_commune_without_a_position_is_at_no_distance():
    sees = CommuneFactory(sees=True)
    member("Ici", commune=sees)
    member("Là", commune=CommuneFactory(boitron=True))
    member(
        "Ailleurs",
        commune=CommuneFactory(essay=True, unlocated=True, latitude=None, longitude=None),
    )

    matches = find_members(MemberSearch(near=sees), A_MEMBER).members
    distances = [
        MemberProfile(match, A_MEMBER).distance_from(sees).replace("\u00a0", " ")
        for match in matches
    ]

    assert distances == ["tout près", "à 9 km"]
