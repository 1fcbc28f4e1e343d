"""Attendance: a passer-by scans the code; the door screen keeps working without a network."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from bocage.people.models import Person
from bocage.workspaces.models import Booking, SharedAddress, Visit
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.workspaces.factories import (
    BookingFactory,
    PlaceFactory,
    ResourceFactory,
    SharedAddressFactory,
    as_range,
)

pytestmark = [pytest.mark.django_db(transaction=True), screens("phone")]

ALL_DAY = {weekday: [(0, 24 * 60)] for weekday in range(7)}


@pytest.fixture
def code(live_server: Any) -> SharedAddress:
    return SharedAddressFactory(place=PlaceFactory(boitron=True, hours=ALL_DAY))


def test_a_walk_in_by_the_code_on_the_wall(page: Page, code: SharedAddress) -> None:
    CommuneFactory(essay=True)
    page.goto(reverse("here", args=[code.token]))
    check_page(page)

    page.get_by_label("Combien êtes-vous").fill("2")
    page.get_by_role("button", name="Compter ma venue").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("C’est noté, bienvenue")
    check_page(page)
    visit = Visit.objects.get()
    assert (visit.people, visit.is_walk_in, visit.person) == (2, True, None)


def test_who_has_booked_says_that_they_are_there_and_leaves(
    page: Page, code: SharedAddress, sign_in: Callable[[Person], None]
) -> None:
    now = timezone.now()
    booking = BookingFactory(
        resource__place=code.place,
        period=as_range((now - timedelta(minutes=5), now + timedelta(minutes=50))),
    )
    sign_in(booking.booked_for)
    page.goto(reverse("here", args=[code.token]))
    check_page(page)

    page.get_by_role("button", name="Je suis là").click()
    expect(page.get_by_role("heading", name="Vous êtes là")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Je repars").click()

    expect(page.get_by_text("Votre place est libre pour les autres")).to_be_visible()
    booking.refresh_from_db()
    assert booking.status == Booking.Status.COMPLETED


@pytest.fixture
def in_the_morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of the product runs from ten o'clock: a day has half an hour left then."""
    clock = timezone.now
    ten = timezone.localtime().replace(hour=10, minute=0)
    ahead = ten - timezone.localtime()
    monkeypatch.setattr(timezone, "now", lambda: clock() + ahead)


@screens("desk")
@pytest.mark.usefixtures("in_the_morning")
def test_the_screen_of_a_door_takes_the_room_and_outlives_its_network(
    page: Page, context: BrowserContext, live_server: Any
) -> None:
    room = ResourceFactory(
        place=PlaceFactory(boitron=True, hours=ALL_DAY),
        meeting_room=True,
        name="Salle des Tilleuls",
    )
    screen = SharedAddressFactory(door=True, resource=room)
    page.goto(reverse("door", args=[screen.token]))
    expect(page.locator(".door-word")).to_have_text("Libre")
    check_page(page)

    page.get_by_role("button", name="30 minutes").click()
    expect(page.locator(".door-word")).to_have_text("Occupé")
    expect(page.get_by_text("Pris à la porte")).to_be_visible()
    check_page(page)
    assert Booking.objects.get().door == screen

    context.set_offline(True)
    expect(page.locator("[data-net]")).to_contain_text("Réseau coupé")
    expect(page.locator(".door-word")).to_have_text("Occupé")
    expect(page.get_by_role("button", name="J’ai fini")).to_be_disabled()
    check_page(page)

    context.set_offline(False)
    expect(page.locator("[data-net]")).to_be_hidden()
    page.get_by_role("button", name="J’ai fini").click()
    expect(page.locator(".door-word")).to_have_text("Libre")

    # A booking made elsewhere: the screen updates without a reload.
    now = timezone.now()
    visible_person = PersonFactory(name="Ada Visible", shows_name_to_others=True)
    BookingFactory(
        resource=room,
        booked_for=visible_person,
        period=as_range((now, now + timedelta(minutes=40))),
    )
    page.evaluate("document.querySelector('door-display').refresh()")
    expect(page.get_by_text("Ada Visible")).to_be_visible()
