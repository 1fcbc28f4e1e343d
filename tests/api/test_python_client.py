"""The Python client, made from the description as it is now, against a running instance."""

import sys
from importlib import import_module
from uuid import uuid4

import pytest

from bocage.people.operations.tokens import make_token
from bocage.people.tokens.scopes import ApiScope
from bocage.workspaces.models import Booking
from scripts.make_python_client import make_client
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.relays.factories import RelayFactory, town_hall
from tests.workspaces.factories import PlaceFactory, ResourceFactory, day_ahead

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def bocage_client(tmp_path_factory):
    """The package; making it fails where the generator does not understand the description."""
    folder = tmp_path_factory.mktemp("client")
    package = make_client(folder)
    assert (package / "py.typed").exists()
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        yield import_module("bocage_client")
    for name in [module for module in sys.modules if module.split(".")[0] == "bocage_client"]:
        del sys.modules[name]


def endpoint(name):
    return import_module(f"bocage_client.api.{name}")


def test_finds_where_to_work_without_a_token(bocage_client, live_server):
    CommuneFactory(sees=True)
    ResourceFactory(place=PlaceFactory(boitron=True))

    with bocage_client.Client(base_url=live_server.url) as client:
        find = endpoint("places.find_free_places").sync
        answer = find(client=client, pres_de="sees", jour=day_ahead(2))
        refused = find(client=client, pres_de="Atlantis")

    assert [match.place.slug for match in answer.matches] == ["telecentre-de-boitron"]
    assert answer.day == day_ahead(2)
    assert (refused.code, refused.errors[0].name) == ("invalid", "pres-de")


def test_books_once_with_a_token_and_cancels(bocage_client, live_server):
    ResourceFactory(place=PlaceFactory(boitron=True))
    person = PersonFactory()
    opened = [ApiScope.BOOKINGS_WRITE.value]
    _token, token = make_token(by=person, person=person, name="Essais", scopes=opened, days=30)
    models = import_module("bocage_client.models")

    with bocage_client.AuthenticatedClient(base_url=live_server.url, token=token) as client:
        matches = endpoint("places.find_free_places").sync(client=client, jour=day_ahead(1)).matches
        offer = matches[0].offer
        wish = models.BookingWish(
            place=matches[0].place.slug,
            any_desk=True,
            starts_at=offer.starts_at,
            ends_at=offer.ends_at,
        )
        key = str(uuid4())
        book = endpoint("bookings.make_booking").sync
        first = book(client=client, body=wish, idempotency_key=key)
        again = book(client=client, body=wish, idempotency_key=key)
        cancelled = endpoint("bookings.cancel_booking").sync(
            first.id, client=client, body=models.Cancellation(note="grippe")
        )

    assert first.id == again.id
    assert Booking.objects.get().booked_for == person
    assert cancelled.status == "cancelled"


def test_town_hall_answers_a_question_from_its_own_software(bocage_client, live_server):
    relay = RelayFactory()
    mayor = town_hall(relay.commune)
    opened = [ApiScope.WELCOME_READ.value, ApiScope.WELCOME_WRITE.value]
    _token, token = make_token(by=mayor, person=mayor, name="Essais", scopes=opened, days=30)
    models = import_module("bocage_client.models")

    with bocage_client.AuthenticatedClient(base_url=live_server.url, token=token) as client:
        (question,) = endpoint("relays.list_relays").sync(client=client).items
        reply = models.RelayReplied(answer="yes", words="Venez !")
        answer = endpoint("relays.reply_to_relay").sync(
            question.id, client=client, body=reply, idempotency_key=str(uuid4())
        )

    relay.refresh_from_db()
    assert (answer.answer, relay.answer, relay.answered_by) == ("yes", "yes", mayor)
