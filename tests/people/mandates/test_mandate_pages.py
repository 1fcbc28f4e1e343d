"""The pages of mandates: a list within reach, a scope found by name, a role entrusted by mail."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.foundation.formatting.dates import date_format
from bocage.people.models import Mandate, Person, Role, Scope
from tests.pages.page_text import marks_of
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory, DepartementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    scope = ScopeFactory(of_departement=True)
    return MandateFactory(role=Role.COORDINATOR, scope=scope, person__name="Nadia Belkacem").person


def test_list_shows_what_the_coordinator_grants_and_nothing_else(signed_in_client, coordinator):
    near = ScopeFactory(of_place=True, commune__boitron=True, name="La Grange")
    far = ScopeFactory(
        of_place=True, name="Le Lavoir", commune__code="72180",
        commune__departement=DepartementFactory(sarthe=True),
    )  # fmt: skip
    MandateFactory(role=Role.HOST, scope=near, person__name="Maud Tessier")
    MandateFactory(role=Role.HOST, scope=near, person__name="Ancienne Animatrice", over=True)
    MandateFactory(role=Role.HOST, scope=far, person__name="Sarthoise Lointaine")
    MandateFactory(person__name="Anselme Brard")

    page = signed_in_client(coordinator).get("/espace/mandats/").content.decode()

    assert "Maud Tessier" in page
    for hidden in ("Ancienne Animatrice", "Sarthoise Lointaine", "Anselme Brard"):
        assert hidden not in page


def test_list_finds_a_person_without_accents(signed_in_client):
    administrator = MandateFactory(person__name="Anselme Brard").person
    MandateFactory(role=Role.HOST, scope=ScopeFactory(of_place=True), person__name="Gérard Poulain")

    page = signed_in_client(administrator).get("/espace/mandats/?q=gerard").content.decode()

    assert "Gérard Poulain" in page
    assert "Anselme Brard" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_queries_for_one_mandate_and_three(
    signed_in_client, coordinator, django_assert_num_queries, count
):
    for _number in range(count):
        MandateFactory(role=Role.HOST, scope=ScopeFactory(of_place=True))
    client = signed_in_client(coordinator)
    client.get("/espace/mandats/")

    # The session with its person, the mandates, how many there are, and those of the page.
    with django_assert_num_queries(4):
        client.get("/espace/mandats/")


@pytest.mark.parametrize("path", ["", "confier/", "confier/commune/61051/"])
def test_pages_do_not_exist_for_those_who_grant_nothing(signed_in_client, path):
    CommuneFactory(boitron=True)
    host = MandateFactory(role=Role.HOST, scope=ScopeFactory(of_place=True)).person

    assert signed_in_client(host).get(f"/espace/mandats/{path}").status_code == 404


def test_scope_is_found_by_a_part_of_its_name_within_reach(signed_in_client, coordinator):
    CommuneFactory(sees=True)
    CommuneFactory(code="72333", name="Séez-en-Sarthe", departement=DepartementFactory(sarthe=True))
    ScopeFactory(of_place=True, name="La Grange de Sées")

    page = signed_in_client(coordinator).get("/espace/mandats/confier/?q=see").content.decode()

    assert "La Grange de Sées" in page
    assert 'href="/espace/mandats/confier/commune/61464/"' in page
    assert "Séez-en-Sarthe" not in page


def test_asking_for_a_scope_writes_none(signed_in_client, coordinator):
    CommuneFactory(boitron=True)
    before = Scope.objects.count()

    assert (
        signed_in_client(coordinator).get("/espace/mandats/confier/commune/61051/").status_code
        == 200
    )

    assert Scope.objects.count() == before


def test_role_is_entrusted_to_an_address_that_had_no_account(
    signed_in_client, coordinator, mails_to
):
    CommuneFactory(boitron=True)
    last_day = timezone.localdate() + timedelta(days=30)

    response = signed_in_client(coordinator).post(
        "/espace/mandats/confier/commune/61051/",
        {"role": "elected", "email": "Maire@Boitron.example", "last_day": last_day.isoformat()},
    )

    assert response.url == "/espace/mandats/"
    mandate = Mandate.objects.get(role=Role.ELECTED)
    assert mandate.person.email == "maire@boitron.example"
    assert mandate.ends_on == last_day + timedelta(days=1)
    assert mandate.granted_by == coordinator
    mail = mails_to("maire@boitron.example")[0]
    assert "Nadia Belkacem vous confie un rôle" in mail.text
    assert "Boitron" in mail.subject


@pytest.mark.parametrize(
    "fields",
    [
        {"role": "admin", "email": "a@b.example"},
        {"role": "coordinator", "email": "a@b.example"},
        {"role": "", "email": "a@b.example"},
        {"role": "elected", "email": "nobody"},
        {"role": "elected", "email": ""},
        {"role": "elected", "email": "a@b.example", "last_day": "2001-01-01"},
        {"role": "elected", "email": "a@b.example", "last_day": "le 12"},
    ],
)
def test_role_that_cannot_be_entrusted_writes_nothing(signed_in_client, coordinator, fields):
    CommuneFactory(boitron=True)
    people = Person.objects.count()

    response = signed_in_client(coordinator).post("/espace/mandats/confier/commune/61051/", fields)

    assert response.status_code == 200
    assert Mandate.objects.count() == 1
    assert Person.objects.count() == people


def test_role_entrusted_twice_says_so(signed_in_client, coordinator):
    CommuneFactory(boitron=True)
    client = signed_in_client(coordinator)
    fields = {"role": "elected", "email": "maire@boitron.example"}
    client.post("/espace/mandats/confier/commune/61051/", fields)

    response = client.post("/espace/mandats/confier/commune/61051/", fields)

    assert "Cette personne a déjà ce mandat à ces dates." in response.content.decode()
    assert Mandate.objects.filter(role=Role.ELECTED).count() == 1


@pytest.mark.parametrize(
    "path",
    [
        "commune/99999", "commune/x", "place/0", "place/abc", "partner/99", "planet/1",
        "instance/1", "departement/61", "place/99999999999999999999999",
    ],
)  # fmt: skip
def test_scope_that_is_not_there_or_not_theirs_does_not_exist(signed_in_client, coordinator, path):
    assert signed_in_client(coordinator).get(f"/espace/mandats/confier/{path}/").status_code == 404


def test_mandate_is_ended_from_the_list(signed_in_client, coordinator):
    mandate = MandateFactory(role=Role.HOST, scope=ScopeFactory(of_place=True))
    client = signed_in_client(coordinator)
    assert client.get(f"/espace/mandats/{mandate.pk}/terminer/").status_code == 405

    client.post(f"/espace/mandats/{mandate.pk}/terminer/")

    mandate.refresh_from_db()
    assert mandate.ends_on == timezone.localdate()


def test_mandate_of_elsewhere_cannot_be_ended(signed_in_client):
    mandate = MandateFactory(role=Role.HOST, scope=ScopeFactory(of_place=True))

    response = signed_in_client(PersonFactory()).post(f"/espace/mandats/{mandate.pk}/terminer/")

    assert response.status_code == 404
    mandate.refresh_from_db()
    assert mandate.ends_on is None


def test_list_says_the_days_of_a_mandate_as_people_do(signed_in_client, coordinator):
    today = timezone.localdate()
    grange = ScopeFactory(of_place=True)
    MandateFactory(
        role=Role.HOST, scope=grange, starts_on=today, ends_on=today + timedelta(days=31)
    )
    MandateFactory(role=Role.HOST, scope=grange, starts_on=today + timedelta(days=2), ends_on=None)

    page = marks_of(signed_in_client(coordinator).get("/espace/mandats/"))

    last = date_format(today + timedelta(days=30), "DATE_FORMAT")
    assert f"depuis le {date_format(today, 'DATE_FORMAT')}, jusqu’au {last}<" in page
    assert f"à partir du {date_format(today + timedelta(days=2), 'DATE_FORMAT')}<" in page
