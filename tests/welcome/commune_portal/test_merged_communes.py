"""Households and relays when two communes merge."""

import pytest
from django.urls import reverse

from bocage.foundation.events import publish
from bocage.housing.models import SavedSearch
from bocage.people.models import Mandate, Person
from bocage.territory.events import TerritoryImported
from bocage.welcome.commune_portal.communes_table import lines
from bocage.welcome.commune_portal.operations.merged_communes import follow_merged_communes
from bocage.welcome.communes.town_halls import town_hall_people
from bocage.welcome.homes.operations.saved_search_sync import sync_saved_searches
from bocage.welcome.models import Helper, Relay, SettlementProject, SponsorProfile
from bocage.welcome.relays.commune_page import interested
from bocage.welcome.sponsors.commune_page import sponsors_of_commune
from tests.territory.factories import CommuneFactory, FormerCommuneFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.helpers.factories import HelperFactory
from tests.welcome.relays.factories import RelayFactory, agreeing_project, town_hall
from tests.welcome.sponsors.factories import SponsorProfileFactory, SponsorshipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def essay(boitron):
    """Creates a former commune that merged into Boitron."""
    essay = CommuneFactory(essay=True, is_current=False)
    FormerCommuneFactory(code=essay.pk, name="Essay", commune=boitron)
    return essay


def communes_of(project):
    return sorted(project.communes.values_list("code", flat=True))


def test_households_live_in_the_commune_of_today(boitron, essay):
    settled_project, moving_project = (
        ProjectFactory(settled=True, commune=essay),
        ProjectFactory(commune=essay),
    )
    project_elsewhere = ProjectFactory(commune=CommuneFactory(alencon=True))

    assert (follow_merged_communes(), follow_merged_communes()) == (2, 0)

    projects_of_boitron = SettlementProject.objects.filter(commune=boitron)
    assert set(projects_of_boitron) == {settled_project, moving_project}
    project_elsewhere.refresh_from_db()
    assert project_elsewhere.commune_id == "61001"


def test_wishes_are_of_the_commune_of_today_once(boitron, essay, run_tasks):
    moved_project, project_of_both = ProjectFactory(), ProjectFactory()
    moved_project.communes.add(essay)
    project_of_both.communes.add(essay, boitron)
    sync_saved_searches(project=moved_project)

    follow_merged_communes()
    run_tasks()

    assert (communes_of(moved_project), communes_of(project_of_both)) == (["61051"], ["61051"])
    assert SavedSearch.objects.get(project=moved_project.pk).commune_id == "61051"


def test_questions_wait_at_the_town_hall_of_today(boitron, essay):
    secretary = town_hall(boitron)
    open_relay = RelayFactory(commune=essay)
    answered_relay = RelayFactory(commune=essay, yes=True)

    follow_merged_communes()

    section = interested(boitron, secretary)
    assert [line["relay"] for line in section["waiting"]] == [open_relay]
    assert [line["relay"] for line in section["answered"]] == [answered_relay]


def test_of_two_questions_about_one_household_the_one_of_the_commune_of_today_stands(
    boitron, essay
):
    project = agreeing_project(departement=boitron.departement)
    standing_relay = RelayFactory(commune=boitron, project=project)
    withdrawn_relay = RelayFactory(commune=essay, project=project)

    assert (follow_merged_communes(), follow_merged_communes()) == (1, 0)

    withdrawn_relay.refresh_from_db()
    assert (withdrawn_relay.status, withdrawn_relay.commune) == (Relay.Status.WITHDRAWN, boitron)
    assert withdrawn_relay.withdrawn_because == "Essay a rejoint Boitron, qui a déjà la question."
    assert list(Relay.objects.open()) == [standing_relay]


def test_cards_of_the_address_book_are_of_the_commune_of_today(boitron, essay):
    card, other_card = HelperFactory(commune=essay), HelperFactory(commune=boitron)

    assert (follow_merged_communes(), follow_merged_communes()) == (1, 0)

    assert set(Helper.objects.filter(commune=boitron)) == {card, other_card}


def test_sponsors_stand_and_count_in_the_commune_of_today_and_keep_their_households(boitron, essay):
    profile = SponsorProfileFactory(commune=essay)
    sponsorship = SponsorshipFactory(sponsor=profile, active=True)
    offered_profile = SponsorProfileFactory(commune=essay, status="offered", mandate=False)

    assert (follow_merged_communes(), follow_merged_communes()) == (2, 0)

    assert [line.sponsors for line in lines([boitron])] == [1]
    section = sponsors_of_commune(boitron, town_hall(boitron))["sponsors"]
    assert set(section) == {profile, offered_profile}
    sponsorship.refresh_from_db()
    assert sponsorship.is_active
    person = Person.objects.get(pk=profile.person_id)
    assert person.has_perm("welcome.see_sponsored_project", sponsorship)


def test_former_sponsorships_stay_with_the_former_commune(boitron, essay):
    profile = SponsorProfileFactory(commune=essay, mandate__over=True, status="over")

    follow_merged_communes()

    assert Mandate.objects.get(person=profile.person).scope.commune == essay
    assert not SponsorProfile.objects.mandated().exists()


def test_sponsor_of_both_communes_stays_so(boitron, essay):
    profile_of_merged_commune = SponsorProfileFactory(commune=essay)
    profile_of_current_commune = SponsorProfileFactory(
        commune=boitron, person=profile_of_merged_commune.person
    )
    sponsorship = SponsorshipFactory(sponsor=profile_of_merged_commune, active=True)

    assert follow_merged_communes() == 0

    profile_of_merged_commune.refresh_from_db()
    assert (profile_of_merged_commune.commune, profile_of_current_commune.commune) == (
        essay,
        boitron,
    )
    person = Person.objects.get(pk=profile_of_merged_commune.person_id)
    assert person.has_perm("welcome.see_sponsored_project", sponsorship)


def test_those_of_the_town_hall_of_before_have_the_questions_and_the_page_of_today(
    boitron, essay, client, run_tasks
):
    mayor = town_hall(essay, role="elected")
    RelayFactory(commune=essay)

    publish(TerritoryImported(edition=2027))
    run_tasks()

    client.force_login(mayor)
    page = client.get(reverse("own_commune", args=[boitron.slug]))
    assert page.status_code == 200
    assert Person.objects.get(pk=mayor.pk).has_perm("welcome.answer_relay", Relay.objects.get())
    assert mayor in town_hall_people(boitron)
    assert town_hall_people(essay) == []
