"""Lists, filters, figures, actions and what waits: right, and read in as few queries for many."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from bocage.housing.leads.commune_sections import leads_of_commune
from bocage.housing.leads.dashboard import leads_of_candidate, leads_to_decide
from bocage.housing.leads.operations.owners import release_owner, show_owner
from bocage.housing.leads.personal_data import number_rows, reported_rows
from bocage.housing.leads.selectors import counts
from bocage.housing.models import Lead, LeadRelease, TownHallLetter
from bocage.housing.town_hall_letters.personal_data import letter_rows
from bocage.people.models import Role
from tests.housing.factories import LeadFactory, ListingFactory
from tests.housing.leads.factories import (
    LeadPhotoFactory,
    LeadReleaseFactory,
    candidate,
    coordinator,
    elected_of_epci,
    phone_photo,
    town_hall,
)
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db


def titles(response):
    return [line.title for line in response.context["lines"]]


def some_leads(commune, number):
    for _number in range(number):
        lead = LeadFactory(commune=commune)
        LeadPhotoFactory(lead=lead)
        LeadReleaseFactory(lead=lead)


@pytest.mark.parametrize("number", [1, 4])
def test_list_of_a_candidate_costs_as_much_for_many(
    client, boitron, number, django_assert_num_queries
):
    some_leads(boitron, number)
    client.force_login(candidate())
    client.get(reverse("lead_list"))

    with django_assert_num_queries(8):
        client.get(reverse("lead_list"))


@pytest.mark.parametrize("number", [1, 4])
def test_list_of_a_town_hall_costs_as_much_for_many(
    client, boitron, number, django_assert_num_queries
):
    some_leads(boitron, number)
    client.force_login(town_hall(boitron))
    client.get(reverse("commune_leads", args=[boitron.pk]))

    with django_assert_num_queries(8):
        client.get(reverse("commune_leads", args=[boitron.pk]))


@pytest.mark.parametrize("number", [1, 4])
def test_list_of_the_territory_costs_as_much_for_many(
    client, boitron, number, django_assert_num_queries
):
    some_leads(boitron, number)
    client.force_login(coordinator(boitron))
    client.get(reverse("territory_leads"))

    with django_assert_num_queries(7):
        client.get(reverse("territory_leads"))


@pytest.mark.parametrize("number", [1, 4])
def test_page_of_a_lead_costs_as_much_for_many_askers(
    client, boitron, number, django_assert_num_queries
):
    lead = LeadFactory(commune=boitron)
    for _number in range(number):
        release = LeadReleaseFactory(lead=lead, released=True)
        show_owner(by=release.person, lead=lead)
    client.force_login(town_hall(boitron))
    client.get(lead.get_absolute_url())

    with django_assert_num_queries(9):
        client.get(lead.get_absolute_url())


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Appartement à louer", "Maison à vendre"]),
        ("bien=house", ["Maison à vendre"]),
        ("pour=rental", ["Appartement à louer"]),
        ("prix=100000", ["Appartement à louer", "Maison à vendre"]),
        ("prix=80000", ["Appartement à louer"]),
        ("ou=boitr", ["Maison à vendre"]),
        ("ou=zzzz", []),
        ("bien=castle&prix=-1", ["Appartement à louer", "Maison à vendre"]),
        ("etat=reported", ["Appartement à louer", "Maison à vendre"]),
        ("page=99", ["Appartement à louer", "Maison à vendre"]),
    ],
)
def test_list_of_a_candidate_is_narrowed_by_its_address(client, boitron, query, expected):
    an_hour_ago = timezone.now() - timedelta(hours=1)
    LeadFactory(commune=boitron, shared_at=an_hour_ago)
    LeadFactory(
        commune=CommuneFactory(essay=True),
        kind="apartment",
        market="rental",
        price_from_eur=500,
        price_to_eur=600,
    )
    LeadFactory(commune=boitron, status="reported", shared_at=None, kind="land")
    client.force_login(candidate())

    assert titles(client.get(f"{reverse('lead_list')}?{query}")) == expected


@pytest.mark.parametrize(
    ("make_person", "leads_to"),
    [
        (town_hall, "commune_leads"),
        (coordinator, "territory_leads"),
        (elected_of_epci, "territory_leads"),
    ],
)
def test_pistes_leads_those_who_keep_them_to_their_page(client, boitron, make_person, leads_to):
    client.force_login(make_person(boitron))

    response = client.get(reverse("lead_list"))

    arguments = [boitron.pk] if leads_to == "commune_leads" else []
    assert response["Location"] == reverse(leads_to, args=arguments)


def test_pistes_leads_a_secretary_of_two_communes_to_both(client, boitron):
    person = town_hall(boitron)
    essay = ScopeFactory(of_commune=True, commune=CommuneFactory(essay=True))
    MandateFactory(person=person, role=Role.TOWN_HALL, scope=essay)
    LeadFactory(commune=boitron)
    LeadFactory(commune=essay.commune, kind="land")
    client.force_login(person)

    response = client.get(reverse("lead_list"), follow=True)

    assert sorted(titles(response)) == ["Maison à vendre", "Terrain à vendre"]


def test_figures_of_a_territory(boitron):
    now = timezone.now()
    oldest = LeadFactory(commune=boitron, reported_at=now - timedelta(days=24))
    LeadReleaseFactory(lead=LeadFactory(commune=boitron))
    LeadFactory(commune=boitron, status="reported", shared_at=None)
    LeadFactory(commune=boitron, status="stale", stale_at=now)
    LeadFactory(commune=boitron, status="listed")
    LeadFactory(commune=boitron, status="closed", closed_at=now, close_reason="gone")

    figures = counts(Lead.objects.all(), now)

    assert (figures.shared, figures.reported, figures.stale) == (2, 1, 1)
    assert (figures.listed, figures.closed, figures.to_confirm, figures.request_count) == (
        1,
        1,
        1,
        1,
    )
    assert figures.oldest == oldest.confirmed_at


def test_what_waits_for_those_who_keep_leads(boitron, django_assert_num_queries):
    old = timezone.now() - timedelta(days=25)
    LeadReleaseFactory(lead=LeadFactory(commune=boitron, reported_at=old))
    LeadReleaseFactory(lead=Lead.objects.get())
    LeadFactory(commune=boitron, status="reported", shared_at=None)
    LeadFactory(commune=CommuneFactory(essay=True), status="reported", shared_at=None)
    person = town_hall(boitron)
    assert person.current_mandates

    with django_assert_num_queries(1):
        tasks = list(leads_to_decide(person))

    assert [str(task.title) for task in tasks] == [
        "2 candidats demandent le numéro d’un propriétaire à Boitron",
        "1 piste de logement à relire à Boitron",
        "1 piste de logement à confirmer à Boitron",
    ]
    for stranger in (PersonFactory(), town_hall(boitron, over=True), candidate()):
        assert list(leads_to_decide(stranger)) == []


def test_home_of_the_espace_leads_candidates_alone_to_pistes(boitron):
    LeadFactory(commune=boitron)
    LeadFactory(commune=boitron, status="reported", shared_at=None)

    assert leads_of_candidate(candidate()) == {"leads": 1, "communes": 1}
    assert leads_of_candidate(PersonFactory()) is None
    assert leads_of_candidate(candidate(ends_on=timezone.localdate())) is None


def test_section_of_a_commune_costs_the_public_nothing(rf, boitron, django_assert_num_queries):
    LeadFactory(commune=boitron)
    request = rf.get("/")
    request.user = AnonymousUser()

    with django_assert_num_queries(0):
        assert leads_of_commune(request, boitron) is None


def test_actions_of_a_town_hall(client, boitron):
    lead = LeadFactory(commune=boitron, status="reported", shared_at=None)
    client.force_login(town_hall(boitron))

    def post(name, **data):
        response = client.post(reverse(name, args=[lead.pk]), data)
        lead.refresh_from_db()
        return response

    post("lead_share")
    assert lead.status == "shared"
    post("lead_not_yet")
    assert lead.market == "soon"
    post("lead_confirm")
    post("lead_photo_add", photo=phone_photo(size=(60, 40)))
    assert lead.photos.count() == 1
    client.post(reverse("lead_photo_remove", args=[lead.pk, lead.photos.get().pk]))
    assert lead.photos.count() == 0
    post("lead_change_owner", proprietaire="Jean", telephone="06", qui_appelle="candidates")
    assert (lead.owner.name, lead.caller) == ("Jean", "candidates")
    listing = ListingFactory(commune=boitron)
    post("lead_listed", listing=listing.pk)
    assert (lead.status, lead.listing) == ("listed", listing)
    post("lead_reopen")
    assert (lead.status, lead.listing) == ("shared", None)
    assert post("lead_close").status_code == 422
    post("lead_close", reason="found")
    assert (lead.status, lead.close_reason) == ("closed", "found")
    assert post("lead_confirm").status_code == 409


def test_listing_of_another_commune_is_not_taken(client, boitron):
    lead, listing = LeadFactory(commune=boitron), ListingFactory(commune=CommuneFactory(essay=True))
    client.force_login(town_hall(boitron))

    response = client.post(reverse("lead_listed", args=[lead.pk]), {"listing": listing.pk})

    assert response.status_code == 422


def test_number_is_given_to_those_who_asked_alone(client, boitron):
    lead, stranger = LeadFactory(commune=boitron), candidate()
    client.force_login(town_hall(boitron))

    response = client.post(reverse("lead_release", args=[lead.pk]), {"person": stranger.pk})

    assert response.status_code == 404
    assert not LeadRelease.objects.exists()


def test_number_is_taken_back_by_its_button(client, boitron):
    release = LeadReleaseFactory(lead__commune=boitron)
    client.force_login(town_hall(boitron))
    client.post(reverse("lead_release", args=[release.lead_id]), {"person": release.person_id})

    client.post(reverse("lead_take_back", args=[release.lead_id, release.person_id]))

    release.refresh_from_db()
    assert (release.released_at, release.is_answered) == (None, False)


def test_readings_and_life_stand_on_the_page_of_who_keeps_it(client, boitron):
    lead = LeadFactory(commune=boitron)
    release = LeadReleaseFactory(
        lead=lead, released=True, person=candidate(person__name="Camille Ferrand")
    )
    show_owner(by=release.person, lead=lead)
    client.force_login(town_hall(boitron))

    response = client.get(lead.get_absolute_url())

    assert [str(showing.person) for showing in response.context["showings"]] == ["Camille Ferrand"]
    assert [change.label for change in response.context["history"]] == [
        "Montrée aux candidats accompagnés",
        "Propriétaire noté",
    ]


def test_page_of_a_lead_leads_back_to_where_its_reader_may_go(client, boitron):
    reporter, accompanied = PersonFactory(), candidate()
    lead = LeadFactory(commune=boitron, reported_by=reporter)

    def ways_back(person):
        client.force_login(person)
        page = client.get(lead.get_absolute_url()).content.decode()
        return [name for name in ("lead_list", "espace") if f'href="{reverse(name)}"' in page]

    assert "lead_list" not in ways_back(reporter)
    assert "lead_list" in ways_back(accompanied)


def test_personal_data_of_the_reporter(boitron, django_assert_num_queries):
    reporter = PersonFactory()
    for _number in range(3):
        LeadFactory(commune=boitron, reported_by=reporter)
    LeadFactory(commune=boitron)

    with django_assert_num_queries(1):
        rows = reported_rows(reporter, None)

    assert len(rows) == 3
    assert len(reported_rows(reporter, 2)) == 2
    assert "02 33 00 00 01" in rows[0].detail


def test_personal_data_of_who_asked_read_and_gave(boitron, django_assert_num_queries):
    secretary = town_hall(boitron)
    release = LeadReleaseFactory(lead__commune=boitron, words="Bonjour")
    release_owner(by=secretary, lead=release.lead, person=release.person)
    show_owner(by=release.person, lead=release.lead)
    show_owner(by=secretary, lead=release.lead)

    with django_assert_num_queries(2):
        rows = number_rows(release.person, None)

    details = " ".join(str(row.detail) for row in rows)
    assert len(rows) == 2
    assert "numéro lu" in details
    assert "Bonjour" in details
    assert "numéro reçu" in details
    assert "02 33" not in details
    gave = " ".join(str(row.detail) for row in number_rows(secretary, None))
    assert "numéro donné par vous" in gave
    assert "numéro lu" in gave
    assert number_rows(candidate(), None) == []


def test_personal_data_of_who_receives_letters(boitron):
    person = town_hall(boitron)
    TownHallLetter.objects.create(
        person=person, commune=boitron, week="2026-11-23", sent_at=timezone.now()
    )

    assert [row.title for row in letter_rows(person, None)] == ["Boitron"]
    assert letter_rows(PersonFactory(), None) == []


def test_leads_of_a_commune_are_a_file_for_its_town_hall_alone(client, boitron):
    LeadFactory(commune=boitron)
    address = reverse("commune_leads_file", args=[boitron.pk, "csv"])

    client.force_login(town_hall(boitron))
    assert client.get(address).headers["Content-Type"].startswith("text/csv")
    client.force_login(town_hall(CommuneFactory(sees=True)))
    assert client.get(address).status_code == 404
