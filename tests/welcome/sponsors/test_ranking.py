"""Ranking of the sponsors for a household, with the reasons."""

import pytest
from django.utils import timezone

from bocage.welcome.sponsors.commune_page import sponsors_to_ask, with_a_sponsor
from bocage.welcome.sponsors.ranking import rank_sponsors
from tests.territory.factories import CommuneFactory, FormerCommuneFactory
from tests.welcome.sponsors.factories import (
    SponsorProfileFactory,
    SponsorshipFactory,
    agreeing_project,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return agreeing_project()


def test_sponsors_are_ranked_with_their_reasons(project):
    project.languages, project.trade = ["français", "anglais"], "graphiste indépendante"
    best = SponsorProfileFactory(family="with_children", availability=["weekends"])
    near_profile = SponsorProfileFactory(commune=CommuneFactory(essay=True), languages=["Anglais"])
    profile_of_trade = SponsorProfileFactory(
        commune=CommuneFactory(mortagne=True, epci=None), trade="Graphiste"
    )
    distant_profile = SponsorProfileFactory(
        commune=CommuneFactory(flers=True, epci=None), max_at_once=2
    )
    SponsorshipFactory(sponsor=distant_profile, active=True)

    ranked = rank_sponsors(project)

    assert [
        (ranked_sponsor.profile, ranked_sponsor.reasons, ranked_sponsor.free)
        for ranked_sponsor in ranked
    ] == [
        (
            best,
            (
                "de Boitron même",
                "a aussi des enfants à la maison",
                "disponible le week-end",
                "n’accompagne personne en ce moment",
            ),
            1,
        ),
        (
            near_profile,
            ("à 5\u00a0km de Boitron", "parle aussi Anglais", "n’accompagne personne en ce moment"),
            1,
        ),
        (
            profile_of_trade,
            (
                "à 20\u00a0km de Boitron",
                "métier proche\u00a0: Graphiste",
                "n’accompagne personne en ce moment",
            ),
            1,
        ),
        (distant_profile, ("accompagne 1 ménage",), 1),
    ]
    assert [ranked_sponsor.score for ranked_sponsor in ranked] == sorted(
        [ranked_sponsor.score for ranked_sponsor in ranked], reverse=True
    )


def test_a_neighbour_that_shares_the_position_of_a_commune_is_close_to_it(project):
    boitron = CommuneFactory(boitron=True)
    neighbour = CommuneFactory(essay=True, latitude=boitron.latitude, longitude=boitron.longitude)
    SponsorProfileFactory(commune=neighbour)

    (ranked,) = rank_sponsors(project)

    assert ranked.reasons[0] == "tout près de Boitron"


@pytest.mark.parametrize("side", ["sponsor", "household"])
def test_commune_that_merged_is_the_same_commune(side):
    former = CommuneFactory(code="61999", name="Marmouillé", is_current=False, epci=None)
    FormerCommuneFactory(code="61999", name="Marmouillé", commune=CommuneFactory(boitron=True))
    boitron = CommuneFactory(boitron=True)
    commune_of_project, commune_of_sponsor = (
        (boitron, former) if side == "sponsor" else (former, boitron)
    )
    project = agreeing_project(settled=True, commune=commune_of_project)
    sponsor = SponsorProfileFactory(commune=commune_of_sponsor)

    (ranked,) = rank_sponsors(project)

    assert (ranked.profile, ranked.is_near) == (sponsor, True)
    assert ranked.reasons[0] == f"de {commune_of_sponsor.name} même"


def test_commune_has_the_sponsors_of_those_that_merged_into_it():
    former = CommuneFactory(code="61999", is_current=False)
    boitron = CommuneFactory(boitron=True)
    FormerCommuneFactory(code="61999", commune=boitron)
    assert with_a_sponsor([boitron]) == set()

    SponsorProfileFactory(commune=former)

    assert with_a_sponsor([boitron]) == {boitron.pk}
    assert sponsors_to_ask([boitron.pk], timezone.localdate())[boitron.pk].fact["value"] == 1


def test_unavailable_sponsors_are_not_ranked(project):
    SponsorProfileFactory(mandate__over=True)
    SponsorProfileFactory(is_open=False)
    SponsorProfileFactory(person__is_active=False)
    SponsorProfileFactory(person=project.adults.get(is_first=True).person)
    SponsorProfileFactory(commune=CommuneFactory(code="72001", departement__sarthe=True))
    SponsorshipFactory(active=True)
    SponsorshipFactory(project=project, ended=True)

    assert rank_sponsors(project) == []


@pytest.mark.parametrize("number", [1, 3])
def test_ranking_costs_as_much_for_many(project, number, django_assert_num_queries):
    for _number in range(number):
        SponsorProfileFactory()

    with django_assert_num_queries(4):
        rank_sponsors(project)
