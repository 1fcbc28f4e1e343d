"""Fixtures shared by the tests of webhooks: a receiver, a place with its host, and a booker."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bocage.api.webhooks.models import WebhookDelivery, WebhookSubscription
from bocage.api.webhooks.operations.subscriptions import SubscriptionTerms, add_subscription
from bocage.workspaces.bookings.operations.bookings import book_resource
from tests.api.webhooks.receiver import Receiver, receiving
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    day_ahead,
    morning,
)

BOOKINGS = ("booking.confirmed", "booking.moved", "booking.cancelled")


@pytest.fixture(autouse=True)
def _allow_this_machine(settings: Any) -> None:
    settings.BOCAGE = settings.BOCAGE.model_copy(update={"fetch_loopback": True})


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def place() -> Any:
    return PlaceFactory(boitron=True)


@pytest.fixture
def room(place: Any) -> Any:
    return ResourceFactory(place=place, meeting_room=True)


@pytest.fixture
def host(place: Any) -> Any:
    return HostFactory(of=place, email="maud@boitron.example")


@pytest.fixture
def visitor() -> Any:
    return PersonFactory(email="ada@exemple.example")


@pytest.fixture
def subscribe(receiver: Receiver) -> Callable[..., WebhookSubscription]:
    """`subscribe(host, place.scope)` subscribes the receiver to bookings; to others with
    `events`."""

    def add(person: Any, scope: Any = None, **terms: Any) -> WebhookSubscription:
        filled = {"name": "Tableur", "url": receiver.url, "events": BOOKINGS, **terms}
        return add_subscription(by=person, scope=scope, terms=SubscriptionTerms(**filled))

    return add


@pytest.fixture
def of_the_place(subscribe: Callable[..., WebhookSubscription], host: Any, place: Any) -> Any:
    """Subscribes the receiver to the bookings of the place, by its host."""
    return subscribe(host, place.scope)


@pytest.fixture
def books(visitor: Any, room: Any) -> Callable[..., Any]:
    """`books()`: the visitor books the room tomorrow morning; `days=2`, the day after."""

    def book(person: Any = visitor, days: int = 1) -> Any:
        return book_resource(by=person, resource=room, period=morning(day_ahead(days)))

    return book


def only_delivery() -> WebhookDelivery:
    return WebhookDelivery.objects.select_related("subscription").get()
