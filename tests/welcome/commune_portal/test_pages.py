"""« Ma commune »: content for a town hall, and missing criteria."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.models import OutgoingMail
from bocage.people.models import Role
from bocage.welcome.commune_portal.commune_page import arrived, welcoming, wishes
from bocage.welcome.commune_portal.operations.referents import propose_referent
from bocage.welcome.communes.welcoming_criteria import welcoming_states
from bocage.welcome.figures.tables import FEW_HOUSEHOLDS
from bocage.welcome.meetings.commune_material import first_steps
from bocage.welcome.relays.commune_page import MIN_OTHERS, interested, times
from tests.housing.factories import LeadFactory
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory, EpciFactory, FormerCommuneFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.relays.factories import (
    RelayFactory,
    agree,
    coordinator,
    elected_of_epci,
    town_hall,
)
from tests.workspaces.factories import PlaceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(boitron):
    return town_hall(boitron)


def states_of(commune):
    return {state.name: state.holds for state in welcoming_states(commune)}


def test_one_commune_leads_to_its_page(client, boitron, secretary):
    client.force_login(secretary)

    page = client.get(reverse("own_communes"), follow=True)

    assert page.redirect_chain == [(reverse("own_commune", args=[boitron.slug]), 302)]
    text = text_of(page)
    for title in ("Ménages intéressés", "Commune accueillante", "Temps de réponse"):
        assert title in text


def test_several_communes_are_listed(client, boitron, secretary):
    CommuneFactory(essay=True)
    CommuneFactory(flers=True, epci=EpciFactory(alencon=True))
    client.force_login(elected_of_epci(boitron))

    text = text_of(client.get(reverse("own_communes")))
    assert ("Boitron" in text, "Essay" in text, "Flers" in text) == (True, True, False)
    page = text_of(client.get(reverse("own_communes"), {"q": "ESSAY\x00"}))
    assert ("Boitron" in page, "Essay" in page) == (False, True)
    assert "Aucune commune" in text_of(client.get(reverse("own_communes"), {"q": "zzz"}))


def test_a_neighbour_finds_nothing(client, boitron):
    for person in (town_hall(CommuneFactory(essay=True)), PersonFactory()):
        client.force_login(person)
        assert client.get(reverse("own_commune", args=[boitron.slug])).status_code == 404


def test_criteria_of_a_welcoming_commune(boitron, secretary):
    states_before = states_of(boitron)
    assert (
        states_before["referent_named"],
        states_before["leads_fresh"],
        states_before["workspace_near"],
    ) == (
        False,
        False,
        False,
    )
    town_hall(boitron, Role.ELECTED)
    LeadFactory(commune=boitron)
    PlaceFactory(commune=boitron, latitude=48.57, longitude=0.28, position_source="address")

    states_after = states_of(boitron)
    assert (
        states_after["referent_named"],
        states_after["leads_fresh"],
        states_after["workspace_near"],
    ) == (
        True,
        True,
        True,
    )


def test_a_commune_without_position_is_not_stated_to_lack_a_workspace(boitron):
    unlocated_commune = CommuneFactory(unlocated=True)
    state = next(
        welcoming_state
        for welcoming_state in welcoming_states(unlocated_commune)
        if welcoming_state.name == "workspace_near"
    )
    assert (state.holds, state.lacks) == (False, False)
    assert "partagé" not in str(first_steps(unlocated_commune))

    PlaceFactory(commune=unlocated_commune)

    assert states_of(unlocated_commune)["workspace_near"]


def test_old_leads_and_far_workspaces_do_not_count(boitron):
    expired_at = timezone.now() - timedelta(days=91)
    LeadFactory(commune=boitron, reported_at=expired_at, confirmed_at=expired_at)
    PlaceFactory(
        commune=CommuneFactory(flers=True),
        latitude=48.66,
        longitude=-0.57,
        position_source="address",
    )

    states_after = states_of(boitron)
    assert (states_after["leads_fresh"], states_after["workspace_near"]) == (False, False)


def test_households_of_a_commune_alone(boitron, secretary):
    RelayFactory(commune=boitron)
    RelayFactory(commune=CommuneFactory(essay=True))
    RelayFactory(commune=boitron, yes=True)
    relay_without_consent = RelayFactory(commune=boitron)
    relay_without_consent.project.consents.all().delete()

    section = interested(boitron, secretary)

    assert (len(section["waiting"]), len(section["answered"])) == (1, 1)


def test_open_relays_are_shown_before_answered_ones(boitron, secretary):
    now = timezone.now()
    for days in range(1, 23):
        RelayFactory(commune=boitron, yes=True, sent_at=now - timedelta(days=days))
    older_relay = RelayFactory(commune=boitron, sent_at=now - timedelta(days=200))
    today = RelayFactory(commune=boitron)

    section = interested(boitron, secretary)

    assert [line["relay"] for line in section["waiting"]] == [older_relay, today]
    assert [line["is_late"] for line in section["waiting"]] == [True, False]
    answer_times = [line["relay"].answered_at for line in section["answered"]]
    assert answer_times == sorted(answer_times, reverse=True)
    assert len(answer_times) == 20


def test_an_answer_of_long_ago_is_not_shown_any_more(boitron, secretary):
    RelayFactory(commune=boitron, yes=True, sent_at=timezone.now() - timedelta(days=181))

    assert interested(boitron, secretary) == {"waiting": [], "answered": []}


def test_settled_household_is_named_with_its_consent(boitron, secretary):
    assert arrived(boitron, secretary) is None
    agree(ProjectFactory(settled=True, commune=boitron, adults=[PersonFactory(name="Ana Roy")]))
    ProjectFactory(settled=True, commune=boitron, adults=[PersonFactory(name="Luc Petit")])

    section = arrived(boitron, secretary)

    assert [household["who"] for household in section["named"]] == ["Ana"]
    assert section["others"] == 1


def test_household_settled_before_a_merger_lives_in_the_current_commune(boitron, secretary):
    essay = CommuneFactory(essay=True, is_current=False)
    FormerCommuneFactory(code=essay.pk, name="Essay", commune=boitron)
    ProjectFactory(settled=True, commune=essay)
    ProjectFactory(settled=True, commune=CommuneFactory(alencon=True))

    assert arrived(boitron, secretary) == {"named": [], "others": 1}


def test_times_are_compared_without_naming_anybody(boitron, secretary):
    sent_at = timezone.now() - timedelta(days=9)

    def add_answered_relay(commune, hours):
        RelayFactory(
            commune=commune, yes=True, sent_at=sent_at, answered_at=sent_at + timedelta(hours=hours)
        )

    add_answered_relay(boitron, 4)
    for number in range(2):
        add_answered_relay(CommuneFactory(), 30 + number)
    assert times(boitron, secretary)["others"] == ""
    add_answered_relay(CommuneFactory(), 30)

    section = times(boitron, secretary)
    assert (section["own"], section["others"], section["how_many_others"]) == (
        "4 heures",
        "30 heures",
        3,
    )
    assert "plus vite" in section["comparison"]


def others_by_name(commune, person):
    section = welcoming(commune, person)
    return {state.name: count for state, count in section["lines"]}


def test_other_communes_are_counted_without_names(boitron, secretary):
    neighbours = [CommuneFactory() for _number in range(MIN_OTHERS)]
    distant = CommuneFactory(epci=EpciFactory(alencon=True))
    former = CommuneFactory(is_current=False)
    for commune in (boitron, neighbours[0], neighbours[1], distant, former):
        town_hall(commune, Role.ELECTED)
    LeadFactory(commune=neighbours[2])
    LeadFactory(commune=neighbours[2])

    counts = others_by_name(boitron, secretary)

    assert (counts["referent_named"], counts["leads_fresh"], counts["charter_signed"]) == (2, 1, 0)


def test_none_all_and_some_of_the_others_are_stated_as_people_say_it(client, boitron, secretary):
    neighbours = [CommuneFactory() for _number in range(MIN_OTHERS)]
    for commune in neighbours:
        town_hall(commune, Role.ELECTED)
    LeadFactory(commune=neighbours[0])
    client.force_login(secretary)

    page = text_of(client.get(reverse("own_commune", args=[boitron.slug])))

    other_communes = f"{MIN_OTHERS} autres communes de l’intercommunalité"
    assert f"les {other_communes} l’ont" in page
    assert f"comme 1 des {other_communes}" in page
    assert f"aucune des {other_communes}" in page
    assert f"comme 0 des {other_communes}" not in page


def test_few_others_are_not_compared_with(client, boitron, secretary):
    for _number in range(MIN_OTHERS - 1):
        town_hall(CommuneFactory(), Role.ELECTED)

    assert set(others_by_name(boitron, secretary).values()) == {None}
    client.force_login(secretary)
    page = text_of(client.get(reverse("own_commune", args=[boitron.slug])))
    assert "autres communes" not in page


def test_commune_of_no_intercommunalite_is_compared_with_none(secretary):
    isolated_commune = CommuneFactory(epci=None)
    for _number in range(MIN_OTHERS):
        CommuneFactory(epci=None)

    assert set(others_by_name(isolated_commune, secretary).values()) == {None}


@pytest.mark.parametrize("number", [1, 3])
def test_every_other_commune_is_read_at_once(number, boitron, secretary, django_assert_num_queries):
    PlaceFactory(commune=boitron, latitude=48.57, longitude=0.28, position_source="address")
    for _number in range(number * MIN_OTHERS):
        town_hall(CommuneFactory(), Role.ELECTED)

    with django_assert_num_queries(18):
        welcoming(boitron, secretary)


def add_wishing_projects(commune, number, **options):
    for _household in range(number):
        ProjectFactory(**options).communes.add(commune)


def test_households_that_wish_a_commune_are_counted_alone(client, boitron, secretary):
    add_wishing_projects(boitron, FEW_HOUSEHOLDS, name="Famille Discrète")
    add_wishing_projects(boitron, 1, status="paused")
    add_wishing_projects(boitron, 1, settled=True)
    add_wishing_projects(CommuneFactory(), 1)

    assert wishes(boitron, secretary)["count"] == FEW_HOUSEHOLDS
    client.force_login(secretary)
    page = text_of(client.get(reverse("own_commune", args=[boitron.slug])))
    assert f"{FEW_HOUSEHOLDS} ménages la citent" in page
    assert "Discrète" not in page


@pytest.mark.parametrize("number", [1, FEW_HOUSEHOLDS - 1])
def test_few_households_are_not_counted_out(number, client, boitron, secretary):
    add_wishing_projects(boitron, number)

    assert wishes(boitron, secretary)["count"] is None
    client.force_login(secretary)
    page = text_of(client.get(reverse("own_commune", args=[boitron.slug])))
    assert f"Moins de {FEW_HOUSEHOLDS} ménages" in page


def test_commune_that_nobody_wishes_says_nothing_of_it(boitron, secretary):
    assert wishes(boitron, secretary) is None


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_as_little_for_three(
    client, django_assert_num_queries, boitron, secretary, number
):
    for _relay in range(number):
        RelayFactory(commune=boitron)
        RelayFactory(commune=boitron, yes=True)
        agree(ProjectFactory(settled=True, commune=boitron))
    with django_assert_num_queries(5):
        interested(boitron, secretary)
    with django_assert_num_queries(5):
        arrived(boitron, secretary)


def test_proposing_a_household(client, boitron, secretary):
    claire = coordinator(boitron.departement)
    client.force_login(secretary)
    url = reverse("own_commune_propose", args=[boitron.slug])
    assert client.get(url).status_code == 200

    response = client.post(
        url, {"name": "Jean Prévost", "email": "jean@mairie.example", "role": "elected"}
    )

    assert response.url == reverse("own_commune", args=[boitron.slug])
    assert [mail.recipient for mail in OutgoingMail.objects.all()] == [claire.email]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"name": "J", "email": "pas une adresse", "role": "elected"},
        {"name": "a" * 200, "email": "a@b.example", "role": "elected"},
        {"name": "J", "email": "a@b.example", "role": "admin"},
        {"name": "<script>", "email": "\x00", "role": "\x00"},
    ],
)
def test_invalid_proposal_is_refused(client, boitron, secretary, data):
    client.force_login(secretary)
    url = reverse("own_commune_propose", args=[boitron.slug])

    assert client.post(url, data).status_code == 422
    assert not OutgoingMail.objects.exists()


def test_strangers_propose_nobody(boitron):
    with pytest.raises(NotAllowed):
        propose_referent(
            by=PersonFactory(), commune=boitron, name="J", email="j@b.example", role="elected"
        )
