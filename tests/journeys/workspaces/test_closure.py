"""A closure that moves three people: previewed, notified, and rebooked elsewhere by one click."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bocage.people.models import Person
from bocage.workspaces.models import Booking, Closure, Place
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.journeys.mailbox import Mailbox
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

NAMES = ("Jeanne Roussel", "Paul Aubry", "Odile Guérin")


@pytest.fixture
def place(live_server: Any) -> Place:
    return PlaceFactory(boitron=True)


@pytest.fixture
def people(place: Place) -> list[Person]:
    """Three people who booked a desk each for tomorrow morning."""
    period = as_range(morning(day_ahead(1)))
    return [
        BookingFactory(
            resource=ResourceFactory(place=place), booked_for__name=name, period=period
        ).booked_for
        for name in NAMES
    ]


@pytest.fixture
def neighbour(place: Place) -> Place:
    """A place six kilometres away, with a desk for each of them."""
    neighbour = PlaceFactory(
        name="La Grange d’Essay",
        latitude=48.5386,
        longitude=0.2451,
        position_source=Place.PositionSource.ADDRESS,
    )
    ResourceFactory.create_batch(3, place=neighbour)
    return neighbour


def test_a_closure_that_moves_three_people(
    page: Page,
    mailbox: Mailbox,
    people: list[Person],
    neighbour: Place,
    sign_in: Callable[[Person], None],
) -> None:
    place = Place.objects.exclude(pk=neighbour.pk).get()
    sign_in(HostFactory(of=place, name="Maud Tessier"))
    _see_what_falls(page, place)
    assert not Closure.objects.exists()
    _close(page)

    for person in people:
        _book_the_same_hours_next_door(page, mailbox, person)
    moved_bookings = Booking.objects.filter(place=neighbour, status=Booking.Status.CONFIRMED)
    assert {booking.booked_for for booking in moved_bookings} == set(people)
    assert {booking.period for booking in moved_bookings} == {as_range(morning(day_ahead(1)))}
    cancelled_bookings = Booking.objects.filter(place=place)
    assert {booking.cancelled_because for booking in cancelled_bookings} == {
        Booking.CancelledBecause.CLOSURE
    }

    sign_in(people[0])
    page.goto("/mes-reservations/")
    expect(page.get_by_text(neighbour.name)).to_be_visible()
    check_page(page)


def _see_what_falls(page: Page, place: Place) -> None:
    page.goto(f"/espace/lieux/{place.slug}/")
    page.get_by_role("link", name="Fermer quelques jours").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Fermer quelques jours")
    check_page(page)
    for label in ("Premier jour", "Dernier jour"):
        page.get_by_label(label).fill(day_ahead(1).isoformat())
    page.get_by_label("Raison").fill("travaux de toiture")
    page.get_by_role("button", name="Fermer", exact=True).click()
    region = page.get_by_role("region", name="3 réservations seront annulées")
    for name in NAMES:
        expect(region).to_contain_text(name)
    check_page(page)


def _close(page: Page) -> None:
    page.get_by_role("button", name="Fermer et prévenir").click()
    confirmation = page.get_by_text("La fermeture est enregistrée, et 3 personnes sont prévenues.")
    expect(confirmation).to_be_visible()
    expect(page.get_by_text("travaux de toiture")).to_be_visible()
    check_page(page)


def _book_the_same_hours_next_door(page: Page, mailbox: Mailbox, person: Person) -> None:
    body = mailbox.open_newest_to(person, "annulée")
    expect(body).to_contain_text("travaux de toiture")
    check_page(page)
    mailbox.press(body, "La Grange d’Essay")
    expect(page.get_by_role("heading", name="Réserver à la place ?")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Oui, réserver").click()
    expect(page.get_by_role("heading", name="C’est réservé")).to_be_visible()
    check_page(page)
