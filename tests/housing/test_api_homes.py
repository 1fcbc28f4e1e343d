"""Homes, saved searches and leads in the API: what the pages show, and no more."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from bocage.housing.models import DwellingAlias, Lead, SavedSearch
from bocage.people.models import Role
from bocage.people.tokens.scopes import ApiScope
from tests.api.callers import program_of
from tests.housing.factories import (
    DwellingFactory,
    LeadFactory,
    ListingFactory,
    SavedSearchFactory,
    SourceFactory,
)
from tests.housing.leads.factories import LeadReleaseFactory, candidate, coordinator, town_hall
from tests.people.factories import MandateFactory, PersonFactory
from tests.territory.factories import CommuneFactory
from tests.workspaces.bookings.test_races import race
from tests.workspaces.factories import PlaceFactory

pytestmark = pytest.mark.django_db

HOMES, SEARCHES, LEADS = "/api/v1/dwellings", "/api/v1/searches", "/api/v1/leads"


@pytest.fixture
def person():
    return PersonFactory()


@pytest.fixture
def program(person):
    return program_of(person)


def home(**fields):
    dwelling = DwellingFactory(**fields)
    ListingFactory(dwelling=dwelling, commune=dwelling.commune, contact_phone="02 33 99 99 99")
    return dwelling


def ids(response):
    assert response.status_code == 200, response.content
    return [item["id"] for item in response.json()["items"]]


def post(program, address, body, **headers):
    return program.post(address, body, content_type="application/json", headers=headers)


def patch(program, address, body):
    return program.patch(address, body, content_type="application/json")


def test_homes_are_those_on_the_market(client):
    boitron = CommuneFactory(boitron=True)
    dwelling = home(commune=boitron)
    DwellingFactory(off_market=True)

    response = client.get(HOMES)
    (item,) = response.json()["items"]

    assert item["id"] == str(dwelling.pk)
    assert item["commune"] == {"code": "61051", "name": "Boitron"}
    assert item["agencies"] == 1
    assert item["page"].endswith(f"/se-loger/{dwelling.pk}/")
    assert response["Cache-Control"] == "public, max-age=300"


def test_homes_are_narrowed_in_the_words_of_the_address_bar(client):
    boitron, alencon = CommuneFactory(boitron=True), CommuneFactory(alencon=True)
    cheap = home(price_eur=90_000, commune=boitron, rooms=3)
    dear = home(price_eur=300_000, commune=alencon, rooms=7, has_garden=True)
    rented = home(price_eur=600, offer="rental", kind="apartment", commune=alencon)

    def find_ids(query):
        return ids(client.get(f"{HOMES}?{query}"))

    assert find_ids("prix-max=100000") == [str(cheap.pk)]
    assert find_ids("jardin=oui&pieces-min=5") == [str(dear.pk)]
    assert find_ids("offre=location&bien=appartement&bien=maison") == [str(rented.pk)]
    assert find_ids("pres-de=boitron&rayon=5") == [str(cheap.pk)]
    assert find_ids("commune=61051&rayon=60&tri=proches") == [str(cheap.pk), str(dear.pk)]
    assert find_ids("tri=prix-desc&prix-min=&bien=maison&energie=") == [str(dear.pk), str(cheap.pk)]


def test_homes_come_in_pages(client):
    every = [home(price_eur=100_000 + 1_000 * number) for number in range(5)]

    found_ids, address = [], f"{HOMES}?tri=prix&taille=2"
    while address:
        page = client.get(address).json()
        found_ids += [item["id"] for item in page["items"]]
        address = page["next"]

    assert found_ids == [str(dwelling.pk) for dwelling in every]


def test_cursor_of_another_search_is_refused(client):
    for _number in range(3):
        home()
    cursor = client.get(f"{HOMES}?taille=1").json()["next_cursor"]

    assert client.get(f"{HOMES}?taille=1&tri=prix&curseur={cursor}").status_code == 422


def test_homes_take_as_many_statements_for_many(client, django_assert_num_queries):
    home()
    client.get("/api/v1/")
    with django_assert_num_queries(4):
        client.get(HOMES)
    for _number in range(10):
        home()

    with django_assert_num_queries(5):  # One of them reads that the cache has expired.
        assert len(ids(client.get(HOMES))) == 11


def test_where_a_home_is_is_reported_about(client):
    exact = {"latitude": 48.605_432_1, "longitude": 0.171_987_6}
    dwelling = home(position_precision="address", **exact)

    document = client.get(f"{HOMES}/{dwelling.pk}").json()
    (line,) = client.get(f"{HOMES}?lat=48.5&lon=0.2&rayon=50").json()["items"]

    assert (document["position"]["latitude"], document["position"]["longitude"]) == (48.605, 0.172)
    assert document["position"]["is_approximate"]
    assert line["position"] == document["position"]
    assert line["distance_m"]


def test_home_is_shown_whole_without_whom_to_call(client):
    dwelling = DwellingFactory(description="Longère restaurée.")
    source = SourceFactory(name="Agence du Perche", contact_phone="02 33 88 88 88")
    ListingFactory(
        dwelling=dwelling,
        source=source,
        contact_name="Odile Lefranc",
        contact_phone="02 33 99 99 99",
        contact_email="odile@perche.example",
    )

    response = client.get(f"{HOMES}/{dwelling.pk}")
    document, text = response.json(), response.content.decode()

    assert document["description"] == "Longère restaurée."
    assert document["listings"][0]["source"] == "Agence du Perche"
    assert not [word for word in ("Odile", "02 33", "odile@") if word in text]


def test_home_of_before_leads_to_the_one_of_today(client):
    dwelling, old = DwellingFactory(), PersonFactory.build().pk
    DwellingAlias.objects.create(old_id=old, dwelling=dwelling, since=timezone.now())

    assert client.get(f"{HOMES}/{old}").json()["id"] == str(dwelling.pk)


def test_home_that_went_is_reported_for_a_while(client):
    recent_home = DwellingFactory(off_market=True)
    long_ago = DwellingFactory(off_market=True)
    long_ago.gone_at = timezone.now() - timedelta(days=91)
    long_ago.save()

    assert client.get(f"{HOMES}/{recent_home.pk}").json()["is_on_the_market"] is False
    response = client.get(f"{HOMES}/{long_ago.pk}")
    assert (response.status_code, response.json()["code"]) == (410, "home_gone")


@pytest.mark.parametrize("name", ["x", "%00", "00000000-0000-0000-0000-000000000000", "9" * 3000])
def test_home_that_is_none(client, name):
    assert client.get(f"{HOMES}/{name}").status_code == 404


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("prix-max=beaucoup", "prix-max"),
        ("prix-max=-1", "prix-max"),
        ("prix-max=1e9", "prix-max"),
        ("prix-max=99999999999999999999", "prix-max"),
        ("prix-min=3&prix-max=2", "prix-min"),
        ("offre=don", "offre"),
        ("bien=chateau", "bien"),
        ("fibre=non", "fibre"),
        ("energie=H", "energie"),
        ("rayon=0", "rayon"),
        ("rayon=nan", "rayon"),
        ("lat=48", "lon"),
        ("lat=91&lon=0", "lat"),
        ("pres-de=zzzzzz", "pres-de"),
        ("commune=99999", "commune"),
        ("tri=proches", "tri"),
        ("tri=hasard", "tri"),
        ("mots=" + "x" * 121, "mots"),
        ("mots=%00", "mots"),
        ("page=2", "page"),
    ],
)
def test_search_refuses_what_means_nothing(client, query, name):
    response = client.get(f"{HOMES}?{query}")

    assert response.status_code == 422
    assert response.json()["errors"][0]["name"].startswith(name)


def test_search_is_followed_changed_and_stopped(program, person):
    CommuneFactory(sees=True)
    wish = {"search": "bien=maison&prix-max=200000&commune=61464&tri=prix", "name": "Chez nous"}
    response = post(program, SEARCHES, wish)
    document = response.json()

    assert response.status_code == 201
    assert response["Location"].endswith(f"{SEARCHES}/{document['id']}")
    assert program.get(response["Location"]).json() == document
    search = SavedSearch.objects.get()
    assert (search.person, search.name, search.rhythm) == (person, "Chez nous", "daily")
    assert search.price.upper == 200_001
    assert program.get(f"{HOMES}?{document['search']}").status_code == 200
    address = f"{SEARCHES}/{search.pk}"
    changed = patch(program, address, {"rhythm": "weekly", "notifies_by_mail": False}).json()
    assert (changed["rhythm"], changed["notifies_by_mail"]) == ("weekly", False)
    stopped = patch(program, address, {"name": "Plus tard", "status": "stopped"}).json()
    assert (stopped["status"], stopped["name"]) == ("stopped", "Plus tard")
    assert patch(program, address, {"status": "active"}).json()["status"] == "active"


def test_search_keeps_its_feed_to_itself(program, person):
    search = SavedSearchFactory(person=person)

    assert search.feed_key not in program.get(f"{SEARCHES}/{search.pk}").content.decode()


@pytest.mark.django_db(transaction=True)
def test_same_key_from_many_at_once_follows_once(person):
    """A search stopped meanwhile would be followed anew without the key."""
    program = program_of(person)

    def send():
        try:
            body = {"search": "prix-max=200000"}
            return post(program, SEARCHES, body, **{"Idempotency-Key": "k"}).json()
        finally:
            connection.close()

    answers = race(*[send] * 3)

    assert {answer["id"] for answer in answers} == {str(SavedSearch.objects.get().pk)}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ({"search": 3}, 422),
        ({"search": "x" * 1001}, 422),
        ({"search": "&".join("a" * 500)}, 422),
        ({"search": "prix-max=beaucoup"}, 422),
        ({"search": "commune=99999"}, 422),
        ({"search": "page=2"}, 422),
        ({"search": "mots=%00"}, 422),
        ({"search": "mots=%ED%A0%80"}, 201),  # Not UTF-8: decoded as a form would be.
        ({"search": "", "rhythm": "hourly"}, 422),
        ({"search": "", "name": "x" * 121}, 422),
        ({"search": "\0"}, 400),
        ({"search": "", "person": "x"}, 422),
        ({"search": ""}, 201),
    ],
)
def test_invalid_wish_is_refused(program, body, status):
    assert post(program, SEARCHES, body).status_code == status


@pytest.mark.parametrize(
    "body",
    [{"status": "unconfirmed"}, {"notifies_by_mail": "yes"}, {"rhythm": None, "x": 1}, {"name": 3}],
)
def test_invalid_change_is_refused(program, person, body):
    search = SavedSearchFactory(person=person)

    assert patch(program, f"{SEARCHES}/{search.pk}", body).status_code == 422


def test_search_of_somebody_else_is_nothing(program):
    address = f"{SEARCHES}/{SavedSearchFactory().pk}"

    assert program.get(address).status_code == 404
    assert patch(program, address, {"status": "stopped"}).status_code == 404
    assert ids(program.get(SEARCHES)) == []
    assert SavedSearch.objects.get().status == "active"


def test_searches_take_as_many_statements_for_many(program, person, django_assert_num_queries):
    SavedSearchFactory(person=person)
    program.get("/api/v1/")
    with django_assert_num_queries(4):
        program.get(SEARCHES)
    for _number in range(6):
        SavedSearchFactory(person=person)

    with django_assert_num_queries(4):
        assert len(ids(program.get(SEARCHES))) == 7


def test_token_that_reads_searches_changes_none(person):
    program = program_of(person, ApiScope.SEARCHES_READ)

    assert program.get(SEARCHES).status_code == 200
    assert post(program, SEARCHES, {"search": ""}).status_code == 403
    assert not SavedSearch.objects.exists()


def test_leads_are_those_of_ones_mandates(boitron):
    lead = LeadFactory(commune=boitron, status=Lead.Status.REPORTED, shared_at=None)
    LeadFactory(commune=CommuneFactory(alencon=True))
    LeadReleaseFactory(lead=lead)

    for manager in (town_hall(boitron), town_hall(boitron, Role.ELECTED)):
        (item,) = program_of(manager).get(LEADS).json()["items"]
        assert (item["id"], item["numbers_waiting"]) == (str(lead.pk), 1)
    assert len(ids(program_of(coordinator(boitron)).get(LEADS))) == 2


def test_owner_and_whereabouts_never_leave(boitron):
    lead = LeadFactory(commune=boitron, words="Demander Odile")
    program = program_of(town_hall(boitron))

    for address in (LEADS, f"{LEADS}/{lead.pk}"):
        text = program.get(address).content.decode()
        assert not [word for word in ("Odile", "02 33", "chemin", "reported_by") if word in text]


def test_who_keeps_no_lead_is_shown_nothing(boitron):
    lead = LeadFactory(commune=boitron)
    host = MandateFactory(role=Role.HOST, scope=PlaceFactory().scope).person
    strangers = (PersonFactory(), candidate(), host, lead.reported_by)

    for person in strangers:
        program = program_of(person)
        assert program.get(LEADS).status_code == 404
        assert program.get(f"{LEADS}/{lead.pk}").status_code == 404


def test_lead_of_elsewhere_is_nothing(boitron):
    other_lead = LeadFactory(commune=CommuneFactory(alencon=True))

    assert program_of(town_hall(boitron)).get(f"{LEADS}/{other_lead.pk}").status_code == 404


def test_leads_need_their_scope(client, boitron):
    manager = town_hall(boitron)

    assert client.get(LEADS).status_code == 401
    assert program_of(manager, ApiScope.SEARCHES_READ).get(LEADS).status_code == 403


def test_leads_are_narrowed_as_the_address_bar_says(boitron):
    house = LeadFactory(commune=boitron)
    land = LeadFactory(commune=boitron, kind="land", price_from_eur=20_000, price_to_eur=30_000)
    closed = LeadFactory(
        commune=boitron, status="closed", closed_at=timezone.now(), close_reason="gone"
    )
    program = program_of(town_hall(boitron))

    def find_ids(query):
        return set(ids(program.get(f"{LEADS}?{query}")))

    assert find_ids("") == {str(house.pk), str(land.pk)}
    assert find_ids("bien=land") == find_ids("prix=50000") == {str(land.pk)}
    assert find_ids("etat=closed") == {str(closed.pk)}
    assert find_ids("ou=alencon") == set()
    assert program.get(f"{LEADS}?etat=open").status_code == 422


def test_leads_take_as_many_statements_for_many(boitron, django_assert_num_queries):
    program = program_of(town_hall(boitron))
    LeadFactory(commune=boitron)
    program.get("/api/v1/")
    with django_assert_num_queries(3):
        program.get(LEADS)
    for _number in range(6):
        LeadFactory(commune=boitron)

    with django_assert_num_queries(3):
        assert len(ids(program.get(LEADS))) == 7
    first = program.get(f"{LEADS}?taille=4").json()
    assert len(first["items"]) + len(program.get(first["next"]).json()["items"]) == 7
