"""API of the welcome: data visible to the mandate of a token, and answers of town halls."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from bocage.people.models import Role
from bocage.people.operations.applications import open_service
from bocage.people.tokens.scopes import ApiScope
from bocage.welcome.models import ProjectView, Relay, RelayReply, SponsorProfile
from tests.api.callers import program_of
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.people.oauth_way import tokens_for
from tests.territory.factories import CommuneFactory, DepartementFactory, EpciFactory
from tests.welcome.factories import ProjectFactory, coordinator_of, first_adult
from tests.welcome.relays.factories import RelayFactory, coordinator, elected_of_epci, town_hall
from tests.welcome.sponsors.factories import SponsorProfileFactory, SponsorshipFactory

pytestmark = pytest.mark.django_db

PROJECTS, RELAYS, SPONSORS = "/api/v1/projects", "/api/v1/relays", "/api/v1/sponsors"


def ids(response):
    assert response.status_code == 200, response.content
    return [row["id"] for row in response.json()["items"]]


def test_projects_list_followed_ones_without_private_words():
    own_project = ProjectFactory(worries="la toux du petit", phone="+33233000001")
    ProjectFactory(departement__sarthe=True)
    program = program_of(coordinator_of(own_project))

    listed = program.get(PROJECTS)
    answer = program.get(f"{PROJECTS}/{own_project.pk}")

    assert ids(listed) == [str(own_project.pk)]
    assert (answer.json()["budget_eur"], answer.json()["schools"]) == (180_000, ["primary"])
    text = listed.content.decode() + answer.content.decode()
    for secret in ("la toux", "un jardin", "33233000001", first_adult(own_project).email):
        assert secret not in text


def test_project_is_nobody_elses():
    project = ProjectFactory(commune=CommuneFactory(boitron=True))
    distant_coordinator = coordinator(DepartementFactory(sarthe=True))
    secretary = town_hall(project.commune)

    for stranger in (distant_coordinator, secretary, first_adult(project), PersonFactory()):
        assert program_of(stranger).get(f"{PROJECTS}/{project.pk}").status_code == 404
    assert ids(program_of(distant_coordinator).get(PROJECTS)) == []
    assert program_of(secretary).get(PROJECTS).status_code == 404


def test_household_sees_readings_of_its_project_and_not_listings():
    project = ProjectFactory()
    follower = coordinator_of(project)
    program = program_of(follower)

    program.get(PROJECTS)
    assert not ProjectView.objects.exists()
    program.get(f"{PROJECTS}/{project.pk}")
    view = ProjectView.objects.get()

    assert (view.project_id, view.person_id) == (project.pk, follower.pk)
    assert view.capacity == Role.COORDINATOR


def test_projects_are_narrowed_as_the_address_bar_says():
    follower = coordinator_of(ProjectFactory(name="Famille Roux"))
    project = ProjectFactory(settled=True, needs_fibre=True, coordinator=follower)
    paused_project = ProjectFactory(status="paused")
    program = program_of(follower)

    for query in (
        "etape=settled",
        "besoin=fibre",
        "suivi=moi",
        f"suivi={follower.pk}",
        "commune=61051",
        "epci=&commune=61051&retard=on&etape=settled",
    ):
        assert ids(program.get(f"{PROJECTS}?{query}")) == [str(project.pk)], query
    assert ids(program.get(f"{PROJECTS}?etat=pause")) == [str(paused_project.pk)]
    assert len(ids(program.get(f"{PROJECTS}?mots=roux"))) == 1
    assert len(ids(program.get(f"{PROJECTS}?etat=tous"))) == 3


@pytest.mark.parametrize(
    "query",
    ["etape=x", "suivi=x", "suivi=%00", "commune=99999", "etat=x", "mots=" + "x" * 81, "nom=x"],
)
def test_projects_refuse_invalid_parameters(query):
    program = program_of(coordinator_of(ProjectFactory()))

    assert program.get(f"{PROJECTS}?{query}").status_code == 422


def test_relay_tells_the_town_hall_what_its_page_does():
    relay = RelayFactory(project__adults=[PersonFactory(name="Camille Ferrandière")])
    program = program_of(town_hall(relay.commune))

    (row,) = program.get(RELAYS).json()["items"]
    answer = program.get(f"{RELAYS}/{relay.pk}")

    assert row["household"]["first_names"] == "Camille"
    assert "Ferrandière" not in answer.content.decode()
    relay.refresh_from_db()
    assert relay.status == Relay.Status.SEEN
    assert program.get(f"{RELAYS}?etat=repondues").json()["items"] == []
    assert ids(program.get(f"{RELAYS}?commune=61464")) == []


def test_relay_is_nothing_to_another_town_hall_nor_once_the_household_disagrees():
    relay = RelayFactory(commune=CommuneFactory(boitron=True, epci=EpciFactory()))
    other_program = program_of(town_hall(CommuneFactory(sees=True)))
    before_it_comes = program_of(elected_of_epci(relay.commune))
    own_program = program_of(town_hall(relay.commune))

    for program in (other_program, before_it_comes):
        assert ids(program.get(RELAYS)) == []
        assert program.get(f"{RELAYS}/{relay.pk}").status_code == 404
    relay.project.consents.update(withdrawn_at=timezone.now())
    assert ids(own_program.get(RELAYS)) == []
    for address, method in (
        (f"{RELAYS}/{relay.pk}", "GET"),
        (f"{RELAYS}/{relay.pk}/answer", "POST"),
    ):
        response = own_program.generic(
            method, address, b'{"answer": "no"}', content_type="application/json"
        )
        assert response.status_code == 404


def test_relay_that_was_taken_back_tells_nothing_of_the_household():
    relay = RelayFactory(status="withdrawn", withdrawn_at=timezone.now())
    program = program_of(town_hall(relay.commune))

    assert program.get(f"{RELAYS}/{relay.pk}").json()["household"] is None
    assert ids(program.get(RELAYS)) == []
    refusal = reply(program, relay, answer="yes", words="Nous avons une maison.")
    assert (refusal.status_code, refusal.json()["code"]) == (410, "relay_withdrawn")


def reply(program, relay, key="", **payload):
    headers = {"Idempotency-Key": key} if key else {}
    address = f"{RELAYS}/{relay.pk}/answer"
    return program.post(address, payload, content_type="application/json", headers=headers)


def test_town_hall_answers_once_for_a_key_and_corrects_itself():
    relay = RelayFactory()
    mayor = town_hall(relay.commune, role=Role.ELECTED)
    program = program_of(mayor)

    first_answer = reply(program, relay, key="a", answer="yes", may_have_home=True, words="Venez !")
    second_answer = reply(
        program, relay, key="a", answer="yes", may_have_home=True, words="Venez !"
    )
    assert (first_answer.status_code, second_answer.content) == (200, first_answer.content)
    assert second_answer["Idempotent-Replayed"] == "true"
    reply(program, relay, key="b", answer="not_now")

    relay.refresh_from_db()
    assert (relay.answer, relay.may_have_home, relay.answered_by) == ("not_now", False, mayor)
    assert ids(program.get(f"{RELAYS}?etat=repondues")) == [str(relay.pk)]


@pytest.mark.parametrize("key", ["", "a"])
def test_answer_after_another_person_s_is_refused_and_stored(key):
    relay = RelayFactory(yes=True)
    program = program_of(town_hall(relay.commune))

    refusal = reply(program, relay, key=key, answer="no", words="Pas de crèche ici.")

    assert (refusal.status_code, refusal.json()["code"]) == (409, "relay_answered")
    assert RelayReply.objects.get().words == "Pas de crèche ici."


@pytest.mark.parametrize(
    "payload",
    [{}, {"answer": "maybe"}, {"answer": "yes", "may_have_home": 1}, {"answer": "yes", "x": 1}],
)
def test_invalid_answer_is_refused(payload):
    relay = RelayFactory()

    assert reply(program_of(town_hall(relay.commune)), relay, **payload).status_code == 422


def test_reading_alone_answers_nothing():
    relay = RelayFactory()
    reader = program_of(town_hall(relay.commune), ApiScope.WELCOME_READ)

    assert reader.get(f"{RELAYS}/{relay.pk}").status_code == 200
    assert reply(reader, relay, answer="yes").status_code == 403


def test_service_of_a_town_hall_answers_for_it_and_sees_nothing_else_of_its_holder():
    relay = RelayFactory()
    holder = coordinator(relay.commune.departement)
    scope = ScopeFactory(of_commune=True, commune=relay.commune)
    mandate = MandateFactory(role=Role.TOWN_HALL, scope=scope, person=holder)
    service, secret = open_service(
        by=holder,
        mandate=mandate,
        name="La mairie",
        scopes=[ApiScope.WELCOME_READ, ApiScope.WELCOME_WRITE],
    )
    fields = {"grant_type": "client_credentials", "client_secret": secret}
    tokens = tokens_for(service, **fields).json()
    program = Client(headers={"Authorization": f"Bearer {tokens['access_token']}"})
    distant_relay = RelayFactory(commune=CommuneFactory(sees=True))

    assert ids(program.get(RELAYS)) == [str(relay.pk)]
    assert reply(program, relay, answer="yes").json()["answered_by"] == holder.name
    assert program.get(f"{RELAYS}/{distant_relay.pk}").status_code == 404
    assert program.get(PROJECTS).status_code == 404
    assert program.get(f"{PROJECTS}/{relay.project_id}").status_code == 404
    assert program.get(SPONSORS).status_code == 404
    assert not ProjectView.objects.exists()


def test_sponsors_are_those_of_the_communes_that_one_coordinates():
    sponsorship = SponsorshipFactory(active=True)
    profile = sponsorship.sponsor
    offered_profile = SponsorProfileFactory(status=SponsorProfile.Status.REQUESTED, mandate=False)
    refused_profile = SponsorProfileFactory(status=SponsorProfile.Status.REFUSED, mandate=False)
    program = program_of(coordinator(profile.commune.departement))
    distant_program = program_of(coordinator(DepartementFactory(sarthe=True)))

    (row,) = program.get(SPONSORS).json()["items"]
    assert (row["id"], row["active"], row["pending"]) == (str(profile.pk), 1, 0)
    assert ids(program.get(f"{SPONSORS}?etat=requested")) == [str(offered_profile.pk)]
    assert ids(program.get(f"{SPONSORS}?q=infirm")) == [str(profile.pk)]
    assert ids(program.get(f"{SPONSORS}?q=maçon")) == []
    assert program.get(f"{SPONSORS}/{refused_profile.pk}").status_code == 404
    assert ids(distant_program.get(SPONSORS)) == []
    assert distant_program.get(f"{SPONSORS}/{profile.pk}").status_code == 404
    assert program_of(profile.person).get(SPONSORS).status_code == 404
    assert profile.person.email not in program.get(SPONSORS).content.decode()


def test_sponsors_come_in_pages():
    boitron = CommuneFactory(boitron=True)
    for name in ("Zoé", "Ali", "Ali"):
        SponsorProfileFactory(commune=boitron, person=PersonFactory(name=name))
    program, names, address = (
        program_of(coordinator(boitron.departement)),
        [],
        f"{SPONSORS}?taille=1",
    )
    while address:
        page = program.get(address).json()
        names += [row["name"] for row in page["items"]]
        address = page["next"]

    assert names == ["Ali", "Ali", "Zoé"]


@pytest.mark.parametrize(
    ("address", "make_rows", "statements"),
    [
        (PROJECTS, ProjectFactory, 3),
        (RELAYS, lambda: RelayFactory(sent_at=timezone.now() - timedelta(days=1)), 5),
        (SPONSORS, SponsorProfileFactory, 3),
    ],
)
def test_lists_take_as_many_statements_for_many(
    django_assert_num_queries, address, make_rows, statements
):
    make_rows()
    program = program_of(coordinator(CommuneFactory(boitron=True).departement))
    program.get(address)
    with django_assert_num_queries(statements):
        program.get(address)
    for _number in range(3):
        make_rows()

    with django_assert_num_queries(statements):
        assert len(ids(program.get(address))) == 4
