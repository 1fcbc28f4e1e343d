"""A place opens: who may, where it stands, what it lacks, and who is entrusted with it."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from bocage.foundation.errors import NotAllowed
from bocage.people.models import Role
from bocage.people.operations.scopes import scope_of
from bocage.workspaces.hosting.errors import PlaceExists, PlaceNotReady
from bocage.workspaces.hosting.operations.places import change_place, open_place, publish_place
from bocage.workspaces.models import Place, PlaceKind
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory, DepartementFactory
from tests.workspaces.factories import HostFactory, PlaceFactory, ResourceFactory

pytestmark = pytest.mark.django_db

OPEN = "/espace/lieux/ouvrir/"
STATUSES = {
    "nobody": 302,
    "somebody": 404,
    "host": 404,
    "mayor": 404,
    "coordinator_no_more": 404,
    "coordinator": 200,
    "coordinator_of_the_epci": 200,
    "administrator": 200,
}


@pytest.fixture
def boitron():
    return CommuneFactory(boitron=True)


@pytest.fixture
def coordinator(boitron):
    return MandateFactory(role=Role.COORDINATOR, scope=scope_of(boitron.departement)).person


@pytest.fixture
def coordinator_client(client, coordinator):
    client.force_login(coordinator)
    return client


def person_called(name, boitron):
    scope, role, dates = {
        "host": (lambda: PlaceFactory(commune=boitron).scope, Role.HOST, {}),
        "mayor": (lambda: scope_of(boitron), Role.ELECTED, {}),
        "coordinator": (lambda: scope_of(boitron.departement), Role.COORDINATOR, {}),
        "coordinator_no_more": (
            lambda: scope_of(boitron.departement),
            Role.COORDINATOR,
            {"over": True},
        ),
        "coordinator_of_the_epci": (lambda: scope_of(boitron.epci), Role.COORDINATOR, {}),
        "administrator": (ScopeFactory, Role.ADMIN, {}),
    }.get(name, (None, None, {}))
    if scope is None:
        return PersonFactory()
    return MandateFactory(role=role, scope=scope(), **dates).person


def facts(**changes):
    return {
        "name": "La Ruche de Boitron",
        "kind": "coworking",
        "commune": "Boitron",
        "commune_code": "61051",
        "address": "2 place de l’Église",
        "postcode": "61500",
    } | changes


@pytest.mark.parametrize("name", STATUSES)
def test_the_page_opens_for_those_who_may_open_a_place(name, client, boitron):
    if name != "nobody":
        client.force_login(person_called(name, boitron))

    assert client.get(OPEN).status_code == STATUSES[name]
    if STATUSES[name] != 200:
        assert client.post(OPEN, facts()).status_code == STATUSES[name]
        assert not Place.objects.filter(name="La Ruche de Boitron").exists()


@pytest.mark.parametrize(("name", "is_listed"), [("host", False), ("coordinator", True)])
def test_the_list_of_places_leads_to_it_for_those_who_may(name, is_listed, client, boitron):
    client.force_login(person_called(name, boitron))

    page = client.get(reverse("host_places")).content.decode()

    assert (f'href="{OPEN}"' in page) is is_listed


def test_a_place_opens_in_preparation_at_the_centre_of_its_commune(coordinator_client, boitron):
    response = coordinator_client.post(OPEN, facts())

    place = Place.objects.get()
    assert response.url == reverse("host_place", args=["la-ruche-de-boitron"])
    assert (place.name, place.kind, place.commune, place.address, place.postcode) == (
        "La Ruche de Boitron",
        "coworking",
        boitron,
        "2 place de l’Église",
        "61500",
    )
    assert place.status == Place.Status.DRAFT
    assert (place.latitude, place.longitude) == (boitron.latitude, boitron.longitude)
    assert place.position_source == Place.PositionSource.COMMUNE


@pytest.mark.parametrize(("latitude", "longitude"), [("48,5617", "0,2668"), ("48.5617", "0.2668")])
def test_a_position_may_be_given_as_a_map_gives_it(coordinator_client, latitude, longitude):
    coordinator_client.post(OPEN, facts(latitude=latitude, longitude=longitude))

    place = Place.objects.get()
    assert (place.latitude, place.longitude) == (48.5617, 0.2668)
    assert place.position_source == Place.PositionSource.HOST


def test_a_place_of_a_commune_without_a_position_has_none(coordinator_client, boitron):
    CommuneFactory(name="Perdue", code="61997", departement=boitron.departement, unlocated=True)

    coordinator_client.post(OPEN, facts(commune="Perdue", commune_code="61997"))

    place = Place.objects.get()
    assert (place.is_located, place.position_source) == (False, "")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "   "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": "a\0b"}, "name"),
        ({"kind": "castle"}, "kind"),
        ({"kind": ""}, "kind"),
        ({"commune": "", "commune_code": ""}, "commune"),
        ({"commune_code": "00000"}, "commune"),
        ({"address": "x" * 201}, "address"),
        ({"postcode": "6150"}, "postcode"),
        ({"postcode": "615000"}, "postcode"),
        ({"postcode": "61 00"}, "postcode"),
        ({"latitude": "48.5"}, "longitude"),
        ({"longitude": "0.2"}, "latitude"),
        ({"latitude": "91", "longitude": "0"}, "latitude"),
        ({"latitude": "48", "longitude": "-181"}, "longitude"),
        ({"latitude": "nan", "longitude": "0"}, "latitude"),
        ({"latitude": "inf", "longitude": "0"}, "latitude"),
        ({"latitude": "là", "longitude": "0"}, "latitude"),
        ({"latitude": "9" * 5000, "longitude": "0"}, "latitude"),
    ],
)
def test_error_is_beside_its_field(coordinator_client, changes, field):
    response = coordinator_client.post(OPEN, facts(**changes))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not Place.objects.exists()


def test_a_commune_out_of_reach_is_refused_by_the_page_and_by_the_operation(
    coordinator_client, coordinator
):
    outside_commune = CommuneFactory(
        name="Mamers", code="72180", departement=DepartementFactory(sarthe=True)
    )

    response = coordinator_client.post(OPEN, facts(commune="Mamers", commune_code="72180"))

    assert response.context["form"].errors == {
        "commune": ["Cette commune n’est pas de celles que vous coordonnez."]
    }
    with pytest.raises(NotAllowed):
        open_place(by=coordinator, commune=outside_commune, name="Ici", kind=PlaceKind.CAFE)
    assert not Place.objects.exists()


def test_sending_the_form_twice_opens_one_place(coordinator_client, coordinator, boitron):
    coordinator_client.post(OPEN, facts())
    second_answer = coordinator_client.post(OPEN, facts(name="LA RUCHE de Boitron"))

    assert second_answer.status_code == 422
    assert second_answer.context["form"].errors == {
        "name": ["Cette commune a déjà un lieu de ce nom."]
    }
    assert Place.objects.count() == 1
    with pytest.raises(PlaceExists):
        open_place(by=coordinator, commune=boitron, name="La ruche de Boitron ", kind="cafe")


def test_a_place_never_takes_the_address_of_a_page(coordinator, boitron):
    place = open_place(by=coordinator, commune=boitron, name="Ouvrir", kind=PlaceKind.CAFE)

    assert place.slug == "ouvrir-boitron"


def test_the_page_of_a_new_place_says_what_it_lacks_before_it_is_published(
    coordinator_client, coordinator, boitron
):
    place = open_place(by=coordinator, commune=boitron, name="La Ruche", kind=PlaceKind.CAFE)

    response = coordinator_client.get(reverse("host_place", args=[place.slug]))

    assert [(step.is_done, step.url) for step in response.context["steps"]] == [
        (False, reverse("host_describe", args=[place.slug])),
        (False, reverse("host_hours", args=[place.slug])),
        (False, reverse("host_resource_add", args=[place.slug])),
        (False, reverse("mandate_grant", args=["place", place.scope_id])),
    ]
    publish = reverse("host_publish", args=[place.slug])
    assert f'action="{publish}"' not in response.content.decode()


def test_the_page_of_a_place_that_is_ready_offers_to_publish_it(coordinator_client, boitron):
    place = ResourceFactory(
        place__commune=boitron, place__status=Place.Status.DRAFT, place__description="Au calme."
    ).place
    host = HostFactory(of=place, name="Aline Vallée")

    response = coordinator_client.get(reverse("host_place", args=[place.slug]))

    assert [step.is_done for step in response.context["steps"]] == [True] * 4
    page = response.content.decode()
    assert f'action="{reverse("host_publish", args=[place.slug])}"' in page
    assert host.name in page


def test_published_place_lists_what_is_missing_too(coordinator_client, boitron):
    place = PlaceFactory(
        commune=boitron,
        description="Au calme.",
        address="La Clairière",
        contact_email="accueil@boitron.example",
        equipment=["printer"],
    )

    response = coordinator_client.get(reverse("host_place", args=[place.slug]))

    assert response.context["steps"] == []
    assert [step.url.removeprefix("/espace") for step in response.context["missing"]] == [
        f"/lieux/{place.slug}/espaces/ajouter/",
        f"/mandats/confier/place/{place.scope_id}/",
        f"/lieux/{place.slug}/fiche/",
        f"/lieux/{place.slug}/photos/",
        f"/lieux/{place.slug}/fiche/",
    ]


def test_a_host_is_not_offered_to_entrust_the_place(client, boitron):
    place = PlaceFactory(commune=boitron)
    client.force_login(HostFactory(of=place))

    page = client.get(reverse("host_place", args=[place.slug])).content.decode()

    assert "/mandats/confier/" not in page


@pytest.mark.parametrize("missing_field", ["hours", "spaces", "active spaces"])
def test_a_place_where_nobody_could_book_is_not_published(
    missing_field, coordinator_client, coordinator, boitron
):
    weekly = {} if missing_field == "hours" else {0: [(540, 720)]}
    place = PlaceFactory(commune=boitron, status=Place.Status.DRAFT, hours=weekly)
    if missing_field != "spaces":
        ResourceFactory(place=place, is_active=missing_field != "active spaces")

    with pytest.raises(PlaceNotReady):
        publish_place(by=coordinator, place=place)
    response = coordinator_client.post(reverse("host_publish", args=[place.slug]))

    place.refresh_from_db()
    assert place.status == Place.Status.DRAFT
    assert [str(message) for message in get_messages(response.wsgi_request)] == [
        str(PlaceNotReady.default_sentence)
    ]


def description_of(place, **changes):
    return {
        "name": place.name,
        "kind": place.kind,
    } | changes


def test_the_host_moves_the_place_and_says_nothing_of_it_otherwise(client):
    place = PlaceFactory(boitron=True)
    client.force_login(HostFactory(of=place))
    address = reverse("host_describe", args=[place.slug])

    position = {"latitude": "48,56166", "longitude": "0,26675"}
    client.post(address, description_of(place, **position, description="Au calme."))
    place.refresh_from_db()
    assert place.description == "Au calme."
    assert place.position_source == Place.PositionSource.CENSUS

    client.post(address, description_of(place, latitude="48,57", longitude="0,27"))
    place.refresh_from_db()
    assert (place.latitude, place.longitude) == (48.57, 0.27)
    assert place.position_source == Place.PositionSource.HOST


def test_a_position_that_is_taken_away_leaves_that_of_the_commune(client):
    place = PlaceFactory(boitron=True)
    client.force_login(HostFactory(of=place))

    client.post(
        reverse("host_describe", args=[place.slug]),
        description_of(place, latitude="", longitude=""),
    )

    place.refresh_from_db()
    assert (place.latitude, place.longitude) == (place.commune.latitude, place.commune.longitude)
    assert place.position_source == Place.PositionSource.COMMUNE


def test_half_a_position_changes_nothing(client):
    place = PlaceFactory(boitron=True)
    client.force_login(HostFactory(of=place))

    response = client.post(
        reverse("host_describe", args=[place.slug]),
        description_of(place, latitude="48,57", longitude=""),
    )

    assert list(response.context["form"].errors) == ["longitude"]
    place.refresh_from_db()
    assert place.latitude == 48.56166


def test_moving_a_place_is_for_those_who_run_it():
    place = PlaceFactory(boitron=True)

    with pytest.raises(NotAllowed):
        change_place(by=PersonFactory(), place=place, latitude=None, longitude=None)
