"""A waiting list that passes on: no answer, then « non merci » by mail, then taken on the page."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bocage.people.models import Person
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.models import Booking, Place, WaitlistEntry
from bocage.workspaces.waitlist.operations.waitlist import join_waitlist, lapse_offers
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.journeys.mailbox import Mailbox
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    as_range,
    day_ahead,
    morning,
)

pytestmark = [pytest.mark.django_db(transaction=True), screens("phone")]


@pytest.fixture
def place(live_server: Any) -> Place:
    return PlaceFactory(boitron=True)


@pytest.fixture
def booking(place: Place) -> Booking:
    """Returns the booking of the only desk."""
    desk = ResourceFactory(place=place, name="Poste 1")
    return BookingFactory(resource=desk, period=as_range(morning(day_ahead(1))))


def test_a_waiting_list_that_passes_on(
    page: Page,
    place: Place,
    booking: Booking,
    mailbox: Mailbox,
    sign_in: Callable[[Person], None],
) -> None:
    jeanne, paul, odile = (
        PersonFactory(name=name) for name in ("Jeanne Roussel", "Paul Aubry", "Odile Guérin")
    )
    sign_in(jeanne)
    _join(page, place)
    for person in (paul, odile):
        join_waitlist(by=person, place=place, period=morning(day_ahead(1)), kind="desk")
    sign_in(HostFactory(of=place))
    _read_the_list(page, place, ["Jeanne Roussel", "Paul Aubry", "Odile Guérin"])

    cancel_booking(by=booking.booked_for, booking=booking)
    body = mailbox.open_newest_to(jeanne, "une place s’est libérée")
    check_page(page)
    _let_it_lapse(page, mailbox, body, jeanne)
    body = mailbox.open_newest_to(paul, "une place s’est libérée")
    _leave_it(page, mailbox, body)
    mailbox.open_newest_to(odile, "une place s’est libérée")
    sign_in(odile)
    _take_it(page)

    statuses = WaitlistEntry.objects.order_by("created_at").values_list("status", flat=True)
    assert list(statuses) == ["lapsed", "declined", "booked"]
    booked = Booking.objects.get(status=Booking.Status.CONFIRMED)
    assert (booked.booked_for, booked.period) == (odile, as_range(morning(day_ahead(1))))


def test_whoever_waits_for_either_of_two_rooms_is_offered_the_first(
    page: Page, place: Place, mailbox: Mailbox, sign_in: Callable[[Person], None]
) -> None:
    rooms = ["Salle des Tilleuls", "Salle des Charmes", "Salle des Noyers"]
    booking = {
        name: BookingFactory(resource=ResourceFactory(place=place, meeting_room=True, name=name))
        for name in rooms
    }
    person = PersonFactory(name="Jeanne Roussel")
    sign_in(person)

    page.goto(f"/travailler/{place.slug}/?jour={day_ahead(1)}&moment=matin")
    page.get_by_role("link", name="M’avertir si une place se libère").click()
    for name in rooms[:2]:
        page.get_by_label(name).check()
    check_page(page)
    page.get_by_role("button", name="M’inscrire sur la liste d’attente").click()
    expect(page.get_by_text("Salle des Tilleuls ou Salle des Charmes")).to_be_visible()
    check_page(page)

    charmes = booking["Salle des Charmes"]
    cancel_booking(by=charmes.booked_for, booking=charmes)
    body = mailbox.open_newest_to(person, "une place s’est libérée")
    expect(body).to_contain_text("Vous attendiez l’un de ces espaces")
    expect(body).to_contain_text("Salle des Charmes")


def _join(page: Page, place: Place) -> None:
    page.goto(f"/travailler/{place.slug}/?jour={day_ahead(1)}&moment=matin")
    page.get_by_role("link", name="M’avertir si une place se libère").click()
    expect(page.get_by_label("Poste 1")).to_be_visible()
    check_page(page)
    page.get_by_label("Poste 1").check()
    page.get_by_role("button", name="M’inscrire sur la liste d’attente").click()
    expect(page.get_by_text("vous recevrez un courriel si une place se libère")).to_be_visible()
    expect(page.get_by_text("Vous êtes la première personne sur la liste.")).to_be_visible()
    check_page(page)


def _read_the_list(page: Page, place: Place, names: list[str]) -> None:
    page.goto(f"/espace/lieux/{place.slug}/attente/")
    expect(page.locator("tbody th")).to_have_text(names)
    check_page(page)


def _let_it_lapse(page: Page, mailbox: Mailbox, body: Any, jeanne: Person) -> None:
    """Opens the offer without an answer: two hours later the link reports its expiry, and the next
    person has it."""
    mailbox.press(body, "Prendre la place")
    expect(page.get_by_role("heading", name="Prendre cette place ?")).to_be_visible()
    check_page(page)
    after_deadline = Booking.objects.get(status=Booking.Status.OFFERED).answer_due + timedelta(
        seconds=1
    )
    assert lapse_offers(now=after_deadline) == 1
    page.get_by_role("button", name="Oui, je la prends").click()
    expect(
        page.get_by_role("heading", name="Cette place ne vous est plus proposée")
    ).to_be_visible()
    check_page(page)
    mailbox.open_newest_to(jeanne, "la place est passée à quelqu’un d’autre")


def _leave_it(page: Page, mailbox: Mailbox, body: Any) -> None:
    mailbox.press(body, "Non merci, la laisser à quelqu’un d’autre")
    expect(
        page.get_by_role("heading", name="Laisser cette place à quelqu’un d’autre ?")
    ).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Oui, la laisser").click()
    expect(page.get_by_role("heading", name="C’est noté, merci")).to_be_visible()
    check_page(page)


def _take_it(page: Page) -> None:
    page.goto("/mes-reservations/attente/")
    expect(page.get_by_text("Cette place est gardée pour vous jusqu’à")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Prendre la place").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("C’est réservé")
    check_page(page)
    page.goto("/mes-reservations/attente/")
    expect(page.get_by_role("heading", name="Vous n’attendez rien")).to_be_visible()
    check_page(page)
