"""A refused and an accepted request: sent, discussed, and settled on the page and by mail."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bocage.people.models import Person
from bocage.workspaces.bookings.operations.bookings import book_resource
from bocage.workspaces.models import Booking, Place, Resource
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.journeys.mailbox import Mailbox
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    day_ahead,
    morning,
)

pytestmark = [pytest.mark.django_db(transaction=True), screens("phone")]

Status = Booking.Status


@pytest.fixture
def room(live_server: Any) -> Resource:
    """The council room of Boitron, lent with the agreement of its host; a studio beside it."""
    place = PlaceFactory(boitron=True)
    ResourceFactory(place=place, meeting_room=True, name="Studio")
    return ResourceFactory(
        place=place, meeting_room=True, name="Salle du conseil", rules={"needs_approval": True}
    )


@pytest.fixture
def host(room: Resource) -> Person:
    return HostFactory(of=room.place, name="Maud Tessier")


def make_request(person: Person, room: Resource, purpose: str) -> Booking:
    return book_resource(
        by=person,
        resource=room,
        period=morning(day_ahead(1)),
        purpose=purpose,
    )


def test_a_refused_and_an_accepted_request(
    page: Page, room: Resource, host: Person, mailbox: Mailbox, sign_in: Callable[[Person], None]
) -> None:
    jeanne, paul, odile = (
        PersonFactory(name=name) for name in ("Jeanne Roussel", "Paul Aubry", "Odile Guérin")
    )
    sign_in(jeanne)
    _ask_for_the_room(page, room)
    make_request(paul, room, "Réunion de quartier")
    make_request(odile, room, "Cours de couture")

    sign_in(host)
    _read_rivals_and_ask_one(page, room.place)
    sign_in(jeanne)
    _answer_the_question(page, mailbox, jeanne)
    sign_in(host)
    _refuse_with_a_reason(page, room.place)
    _accept_from_the_mail(page, mailbox, host)

    page.goto(f"/espace/lieux/{room.place.slug}/demandes/")
    expect(page.get_by_role("heading", name="Aucune demande n’attend")).to_be_visible()
    check_page(page)
    statuses = Booking.objects.order_by("booked_for__name").values_list(
        "booked_for__name", "status"
    )
    assert list(statuses) == [
        ("Jeanne Roussel", Status.CONFIRMED),
        ("Odile Guérin", Status.REFUSED),
        ("Paul Aubry", Status.REFUSED),
    ]
    _read_what_was_decided(page, mailbox, jeanne, paul, odile)
    sign_in(paul)
    _book_what_is_free_instead(page, mailbox, paul)


def _ask_for_the_room(page: Page, room: Resource) -> None:
    page.goto(
        f"/travailler/{room.place.slug}/?jour={day_ahead(1)}&moment=matin&espace={room.pk}#reserver"
    )
    page.locator("summary", has_text="À plusieurs, ou un mot pour le lieu").click()
    page.get_by_label("Un mot pour le lieu").fill("Six chaises, et le vidéoprojecteur")
    check_page(page)
    page.locator(".booking-form button[type=submit]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre demande")
    expect(page.get_by_text("rien n’est encore réservé")).to_be_visible()
    check_page(page)


def _read_rivals_and_ask_one(page: Page, place: Place) -> None:
    page.goto(f"/espace/lieux/{place.slug}/demandes/")
    expect(page.get_by_role("heading", name="3 demandes pour le même moment")).to_be_visible()
    check_page(page)
    _card_of(page, "Jeanne Roussel").get_by_role("link", name="Poser une question").click()
    expect(page.get_by_role("textbox")).to_be_visible()
    check_page(page)
    page.get_by_role("textbox").fill("Qui prépare la salle ?")
    page.get_by_role("button", name="Envoyer la question").click()
    expect(page.get_by_text("Votre question est partie.")).to_be_visible()
    expect(_card_of(page, "Jeanne Roussel")).to_contain_text("Qui prépare la salle ?")
    check_page(page)


def _card_of(page: Page, name: str) -> Any:
    return page.get_by_role("article").filter(has=page.get_by_role("heading", name=name))


def _answer_the_question(page: Page, mailbox: Mailbox, jeanne: Person) -> None:
    body = mailbox.open_newest_to(jeanne, "vous pose une question")
    expect(body).to_contain_text("Qui prépare la salle ?")
    check_page(page)
    mailbox.press(body, "Répondre")
    expect(page.get_by_text("Qui prépare la salle ?")).to_be_visible()
    page.get_by_role("textbox").fill("Nous, la veille au soir.")
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_text("Votre réponse est partie.")).to_be_visible()
    check_page(page)


def _refuse_with_a_reason(page: Page, place: Place) -> None:
    page.goto(f"/espace/lieux/{place.slug}/demandes/")
    _card_of(page, "Odile Guérin").get_by_role("link", name="Refuser").click()
    page.get_by_role("button", name="Refuser la demande").click()
    expect(page.get_by_text("Dites pourquoi : la personne lira votre raison.").last).to_be_visible()
    page.get_by_role("textbox").fill("La salle n’a pas de prises pour dix machines.")
    check_page(page)
    page.get_by_role("button", name="Refuser la demande").click()
    expect(
        page.get_by_text("La demande est refusée, et la personne sait pourquoi.")
    ).to_be_visible()


def _accept_from_the_mail(page: Page, mailbox: Mailbox, host: Person) -> None:
    """Accepts by one click from the message with the answer: opening it changes nothing."""
    body = mailbox.open_newest_to(host, "une réponse à votre question")
    expect(body).to_contain_text("Nous, la veille au soir.")
    check_page(page)
    mailbox.press(body, "Accepter")
    expect(page.get_by_role("heading", name="Accepter cette demande ?")).to_be_visible()
    check_page(page)
    assert Booking.objects.filter(status=Status.REQUESTED).count() == 2
    page.get_by_role("button", name="Oui, accepter").click()
    expect(page.get_by_role("heading", name="La demande est acceptée")).to_be_visible()
    check_page(page)


def _read_what_was_decided(
    page: Page, mailbox: Mailbox, jeanne: Person, paul: Person, odile: Person
) -> None:
    mailbox.open_newest_to(jeanne, "votre demande est acceptée")
    expect(page.locator(".mail-attachments")).to_contain_text(".ics")
    check_page(page)
    body = mailbox.open_newest_to(odile, "votre demande n’est pas acceptée")
    expect(body).to_contain_text("La salle n’a pas de prises pour dix machines.")
    body = mailbox.open_newest_to(paul, "votre demande n’est pas acceptée")
    expect(body).to_contain_text("Une autre demande pour ce moment vient d’être acceptée.")


def _book_what_is_free_instead(page: Page, mailbox: Mailbox, paul: Person) -> None:
    page.goto(f"/mes-reservations/{Booking.objects.get(booked_for=paul).pk}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Demande refusée")
    expect(page.get_by_text("Une autre demande pour ce moment")).to_be_visible()
    check_page(page)
    body = mailbox.open_newest_to(paul, "votre demande n’est pas acceptée")
    mailbox.press(body, "Studio, Télécentre de Boitron")
    expect(page.get_by_role("button", name="Oui, réserver")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Oui, réserver").click()
    expect(page.get_by_role("heading", name="C’est réservé")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="Voir ma réservation").click()
    expect(page.get_by_text(re.compile("Studio"))).to_be_visible()
    booked = Booking.objects.get(booked_for=paul, status=Status.CONFIRMED)
    assert [resource.name for resource in booked.resources.all()] == ["Studio"]
    assert booked.purpose == "Réunion de quartier"
