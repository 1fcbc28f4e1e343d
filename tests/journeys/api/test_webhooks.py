"""A host subscribes a spreadsheet to the bookings of a place, with a real receiver that
verifies."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bocage.api.webhooks.models import WebhookSubscription
from bocage.workspaces.bookings.operations.bookings import book_resource
from bocage.workspaces.models import Place, Resource
from tests.api.webhooks.receiver import Receiver, receiving
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    day_ahead,
    morning,
)

pytestmark = [pytest.mark.django_db(transaction=True), screens("desk")]


@pytest.fixture(autouse=True)
def _allow_own_machine(settings: Any) -> None:
    settings.BOCAGE = settings.BOCAGE.model_copy(update={"fetch_loopback": True})


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def room() -> Resource:
    return ResourceFactory(place=PlaceFactory(boitron=True), meeting_room=True)


@pytest.fixture
def host(room: Resource, sign_in: Callable[..., None]) -> Any:
    host = HostFactory(of=room.place, email="maud@boitron.example")
    sign_in(host)
    return host


def add(page: Page, place: Place, url: str) -> None:
    page.goto("/espace/")
    page.goto("/espace/logiciels/")
    page.get_by_role("link", name="Prévenir un logiciel").click()
    page.get_by_role("link", name=place.name).click()
    page.get_by_label("Nom du logiciel").fill("Tableur du télécentre")
    page.get_by_label("Adresse à prévenir").fill(url)
    page.get_by_label("Une réservation est confirmée").check()
    page.get_by_role("button", name="Enregistrer").click()


@pytest.mark.usefixtures("host")
def test_a_host_adds_a_software_tests_it_and_sends_again_what_did_not_arrive(
    page: Page, room: Resource, receiver: Receiver, run_tasks: Callable[..., int]
) -> None:
    add(page, room.place, receiver.url)
    expect(page.get_by_role("heading", name="Le secret de signature")).to_be_visible()
    secret = page.get_by_label("Secret", exact=True).input_value()
    check_page(page)
    page.reload()
    expect(page.get_by_label("Secret", exact=True)).to_have_count(0)

    page.get_by_role("button", name="Envoyer un essai").click()
    expect(page.get_by_text("Envoi en cours.")).to_be_visible()
    run_tasks()
    expect(page.get_by_text("204 No Content")).to_be_visible()
    check_page(page)

    receiver.answer(410)
    book_resource(by=PersonFactory(), resource=room, period=morning(day_ahead(1)))
    run_tasks()
    page.get_by_role("link", name="Tableur du télécentre").click()
    expect(page.get_by_text("L’adresse a répondu qu’elle n’existe plus")).to_be_visible()
    check_page(page)
    receiver.answer(200)
    page.get_by_role("button", name="Reprendre l’envoi").click()
    run_tasks()
    page.get_by_role("link", name="Une réservation est confirmée").click()
    page.get_by_role("link", name="Tableur du télécentre").click()
    page.get_by_role("link", name="Essai envoyé à la main").click()
    page.get_by_role("button", name="Renvoyer").click()
    expect(page.get_by_text("La notification repart")).to_be_visible()
    run_tasks()
    assert [event["type"] for event in receiver.verified(secret)] == [
        "webhook.test",
        "booking.confirmed",
        "webhook.test",
    ]


@screens("phone")
@pytest.mark.usefixtures("host")
def test_an_address_inside_the_network_is_refused_as_it_is_given(
    page: Page, room: Resource, settings: Any
) -> None:
    settings.BOCAGE = settings.BOCAGE.model_copy(update={"fetch_loopback": False})
    add(page, room.place, "https://127.0.0.1/bocage")
    expect(
        page.get_by_text("rien n’est envoyé à une adresse d’un réseau privé").first
    ).to_be_visible()
    check_page(page)
    assert not WebhookSubscription.objects.exists()
