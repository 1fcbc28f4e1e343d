"""Matches on the household's page: homes, leads, and workspaces."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.housing.models import Lead, Offer
from bocage.people.models import Entitlement
from bocage.welcome.homes.project_page import SHOWN_LEADS, SHOWN_MATCHES, matches
from bocage.welcome.household_portal.project_page import MAX_PLACES, places_nearby
from bocage.workspaces.models import Place
from tests.housing.factories import DwellingFactory, LeadFactory
from tests.people.factories import EntitlementFactory
from tests.territory.factories import CommuneFactory, EpciFactory
from tests.welcome.factories import FollowedHomeFactory, ProjectFactory, first_adult
from tests.workspaces.factories import PlaceFactory

pytestmark = pytest.mark.django_db

QUERIES_OF_FINDINGS = 6
KILOMETRE = 1 / 111.195
"""One kilometre, in degrees of latitude."""


@pytest.fixture
def project(boitron):
    project = ProjectFactory(answered=True, rooms=4)
    project.communes.add(boitron)
    return project


@pytest.fixture
def adult(project):
    person = first_adult(project)
    EntitlementFactory(person=person, kind=Entitlement.Kind.ACCOMPANIED)
    return person


def finding_keys(project, person):
    """Returns the keys of the homes shown, by search."""
    searches = matches(project, person)["searches"]
    return [[card.home.pk for card in search["cards"]] for search in searches]


def home(boitron, *, days=3, **values):
    seen_at = timezone.now() - timedelta(days=days)
    return DwellingFactory(commune=boitron, first_seen_at=seen_at, **values)


def test_homes_that_fit_are_shown_the_newest_first(project, adult, boitron):
    homes = [home(boitron, days=days) for days in range(1, SHOWN_MATCHES + 2)]

    assert finding_keys(project, adult) == [[home.pk for home in homes[:SHOWN_MATCHES]]]


def test_home_that_is_too_dear_small_far_or_gone_is_not_shown(project, adult, boitron):
    home(boitron, price_eur=180_001)
    home(boitron, rooms=3)
    home(boitron, latitude=boitron.latitude + 16 * KILOMETRE)
    home(boitron, offer=Offer.RENTAL, price_eur=500)
    home(boitron, off_market=True)
    matching_home = home(boitron, latitude=boitron.latitude + 14 * KILOMETRE)

    assert finding_keys(project, adult) == [[matching_home.pk]]


def test_home_that_is_followed_already_is_not_found_again(project, adult, boitron):
    FollowedHomeFactory(project=project, dwelling=home(boitron))
    other_home = home(boitron)

    assert finding_keys(project, adult) == [[other_home.pk]]


def test_renting_then_buying_shows_both_offers(project, adult, boitron):
    project.home_wish, project.rent_eur = "rent_then_buy", 600
    to_let = home(boitron, offer=Offer.RENTAL, price_eur=600)
    home(boitron, offer=Offer.RENTAL, price_eur=601)
    for_sale = home(boitron)

    assert finding_keys(project, adult) == [[to_let.pk], [for_sale.pk]]


@pytest.mark.parametrize(
    ("answers", "has_home"),
    [({"home_wish": "has_one"}, True), ({"home_wish": ""}, False)],
    ids=["has a home", "does not know"],
)
def test_household_without_a_search_is_shown_so(project, adult, boitron, answers, has_home):
    home(boitron)
    for name, value in answers.items():
        setattr(project, name, value)

    section = matches(project, adult)

    assert (section["searches"], section["leads"], section["has_home"]) == ([], [], has_home)


def test_household_without_a_commune_is_asked_for_one(adult, boitron):
    home(boitron)

    assert matches(ProjectFactory(), adult)["searches"] == []


@pytest.mark.parametrize("answers", [{"settled": True}, {"status": "paused"}])
def test_settled_or_paused_project_shows_no_homes(adult, answers):
    assert matches(ProjectFactory(**answers), adult) is None


def leads_of(project, person):
    return [match["lead"].pk for match in matches(project, person)["leads"]]


def test_nearby_leads_are_for_accompanied_households(project, boitron):
    lead = LeadFactory(commune=boitron)
    person = first_adult(project)
    assert leads_of(project, person) == []

    EntitlementFactory(person=person, kind=Entitlement.Kind.ACCOMPANIED)

    assert leads_of(project, type(person).objects.get(pk=person.pk)) == [lead.pk]


def test_leads_that_are_closed_followed_rented_or_elsewhere_are_not_shown(project, adult, boitron):
    LeadFactory(commune=boitron, market=Lead.Market.RENTAL)
    LeadFactory(commune=boitron, status=Lead.Status.REPORTED, shared_at=None)
    LeadFactory(commune=CommuneFactory(alencon=True, epci=EpciFactory(alencon=True)))
    followed = LeadFactory(commune=boitron)
    FollowedHomeFactory(project=project, dwelling=None, lead=followed)
    lead = LeadFactory(commune=boitron)

    assert leads_of(project, adult) == [lead.pk]


def test_leads_are_shown_the_last_shared_first_and_a_few(project, adult, boitron):
    now = timezone.now()
    leads = [
        LeadFactory(commune=boitron, shared_at=now - timedelta(days=days))
        for days in range(SHOWN_LEADS + 1)
    ]

    assert leads_of(project, adult) == [lead.pk for lead in leads[:SHOWN_LEADS]]


@pytest.mark.parametrize("count", [1, 3])
def test_findings_cost_as_much_for_three_as_for_one(
    count, project, adult, boitron, django_assert_num_queries
):
    for _number in range(count):
        home(boitron)
        LeadFactory(commune=boitron)
    matches(project, adult)

    with django_assert_num_queries(QUERIES_OF_FINDINGS):
        matches(project, adult)


def place_at(centre, kilometres, **answers):
    return PlaceFactory(
        latitude=centre.latitude + kilometres * KILOMETRE,
        longitude=centre.longitude,
        position_source=Place.PositionSource.ADDRESS,
        **answers,
    )


def nearby(project):
    section = places_nearby(project, first_adult(project))
    return [(place.name, distance.split(", environ")[0]) for place, distance in section["places"]]


def test_places_to_work_are_the_nearest_ones_in_their_order(project, boitron):
    for name, kilometres in (("Loin", 30), ("Ici", 0.1), ("Près", 10), ("Plus loin", 35)):
        place_at(boitron, kilometres, name=name)
    place_at(boitron, 1, name="Pas encore ouvert", status=Place.Status.DRAFT)

    assert nearby(project) == [
        ("Ici", "tout près"),
        ("Près", "à 10\u00a0km"),
        ("Loin", "à 30\u00a0km"),
    ]
    assert MAX_PLACES == 3


def test_places_of_the_commune_chosen_come_first_and_others_as_far_as_is_known(project, boitron):
    project.commune = boitron
    place_at(boitron, 8, name="Télécentre", commune=boitron)
    place_at(boitron, 1, name="La Halle", commune=CommuneFactory(sees=True))
    place_at(boitron, 20, name="La Maison du lac")
    assert nearby(project) == [
        ("Télécentre", "sur place"),
        ("La Halle", "à 1,0\u00a0km"),
        ("La Maison du lac", "à 20\u00a0km"),
    ]


def test_place_beyond_forty_kilometres_is_no_place_to_work(project, boitron):
    place_at(boitron, 39, name="À 39 km")
    place_at(boitron, 41, name="À 41 km")

    assert nearby(project) == [("À 39 km", "à 39\u00a0km")]


def test_no_place_near_and_no_commune_wished_say_nothing(project, boitron):
    place_at(boitron, 41)

    assert places_nearby(project, first_adult(project)) is None
    other_project = ProjectFactory()
    assert places_nearby(other_project, first_adult(other_project)) is None


def test_places_around_the_chosen_commune_are_shown(project, boitron):
    flers = CommuneFactory(flers=True)
    place_at(boitron, 1, name="À Boitron")
    place_at(flers, 1, name="À Flers")
    project.commune = flers

    assert nearby(project) == [("À Flers", "à 1,0\u00a0km")]
