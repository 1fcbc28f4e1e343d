"""Searches and matching homes of a household, from its answers, until it has chosen one."""

import pytest

from bocage.housing.models import Lead, SavedSearch
from bocage.people.models import Entitlement
from bocage.welcome.homes.operations.homes import move_home, stop_following_home
from bocage.welcome.homes.operations.saved_search_sync import sync_saved_searches
from bocage.welcome.homes.project_page import matches
from bocage.welcome.models import FollowedHome
from bocage.welcome.pipeline.operations.stages import choose_commune
from tests.housing.factories import LeadFactory
from tests.people.factories import EntitlementFactory
from tests.territory.factories import CommuneFactory, EpciFactory
from tests.welcome.factories import FollowedHomeFactory, ProjectFactory, first_adult
from tests.welcome.pipeline.factories import coordinator

pytestmark = pytest.mark.django_db

Status = FollowedHome.Status


@pytest.fixture
def project(boitron):
    """Creates a couple that would buy four rooms for at most 180,000 euros, in Boitron."""
    project = ProjectFactory(answered=True, rooms=4, budget_eur=180_000)
    project.communes.add(boitron)
    EntitlementFactory(person=first_adult(project), kind=Entitlement.Kind.ACCOMPANIED)
    return project


def searches(project):
    return [search.commune_id for search in SavedSearch.objects.filter(project=project.pk)]


def test_household_with_a_home_is_sent_no_other(project, run_tasks):
    home = FollowedHomeFactory(project=project)
    adult = first_adult(project)
    sync_saved_searches(project=project)

    move_home(by=adult, home=home, status=Status.CHOSEN)
    run_tasks()
    assert searches(project) == []
    section = matches(project, adult)
    assert (section["searches"], section["leads"], section["is_found"]) == ([], [], True)

    stop_following_home(by=adult, home=home)
    run_tasks()
    assert searches(project) == ["61051"]
    assert not matches(project, adult)["is_found"]


def test_a_home_is_looked_for_around_the_commune_that_was_chosen(project, run_tasks):
    person = coordinator()
    sync_saved_searches(project=project)

    choose_commune(by=person, project=project, commune=CommuneFactory(alencon=True))
    run_tasks()
    assert searches(project) == ["61001"]

    choose_commune(by=person, project=project, commune=None)
    run_tasks()
    assert searches(project) == ["61051"]


@pytest.mark.parametrize(
    ("options", "is_shown"),
    [
        ({}, True),
        ({"market": Lead.Market.SOON, "soon_offer": "sale"}, True),
        ({"market": Lead.Market.SOON, "soon_offer": "rental"}, False),
        ({"market": Lead.Market.SOON, "price_from_eur": None, "price_to_eur": None}, True),
        ({"market": Lead.Market.RENTAL}, False),
        ({"price_from_eur": 180_000, "price_to_eur": 200_000}, True),
        ({"price_from_eur": 181_000, "price_to_eur": 200_000}, False),
        ({"price_from_eur": None, "price_to_eur": None}, True),
        ({"rooms": 3}, False),
        ({"rooms": None}, True),
        ({"status": Lead.Status.REPORTED}, False),
    ],
)
def test_leads_are_those_that_the_household_could_take(project, boitron, options, is_shown):
    lead = LeadFactory(**{"commune": boitron} | options)

    section = matches(project, first_adult(project))

    assert [line["lead"] for line in section["leads"]] == ([lead] if is_shown else [])


def test_leads_are_looked_for_in_the_circle_and_not_in_the_intercommunalite(project, boitron):
    other_epci = EpciFactory(alencon=True)
    near_lead = LeadFactory(commune=CommuneFactory(essay=True, epci=other_epci))
    LeadFactory(commune=CommuneFactory(flers=True, epci=boitron.epci))
    LeadFactory(commune=CommuneFactory(unlocated=True, epci=boitron.epci))

    section = matches(project, first_adult(project))

    assert [line["lead"] for line in section["leads"]] == [near_lead]


def test_leads_of_either_wish_are_shown_once(project, boitron):
    project.home_wish, project.rent_eur = "rent_then_buy", 700
    project.save()
    lead_to_let = LeadFactory(
        commune=boitron, market=Lead.Market.RENTAL, price_from_eur=600, price_to_eur=650
    )
    upcoming_lead = LeadFactory(
        commune=boitron, market=Lead.Market.SOON, price_from_eur=None, price_to_eur=None
    )
    LeadFactory(commune=boitron, market=Lead.Market.RENTAL, price_from_eur=900, price_to_eur=950)

    section = matches(project, first_adult(project))

    assert [line["lead"] for line in section["leads"]] == [upcoming_lead, lead_to_let]


def test_leads_are_hidden_without_the_right(boitron):
    project = ProjectFactory(answered=True)
    project.communes.add(boitron)
    LeadFactory(commune=boitron)

    assert matches(project, first_adult(project))["leads"] == []
