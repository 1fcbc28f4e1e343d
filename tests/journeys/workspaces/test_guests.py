"""Guests of a booking changed afterwards: by its holder, on dates of a series, by the host."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bocage.people.models import Person
from bocage.workspaces.models import Booking
from tests.journeys.checks import check_page, check_width
from tests.journeys.conftest import screens
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    afternoon,
    as_range,
    day_ahead,
)
from tests.workspaces.series.test_series import book

pytestmark = [pytest.mark.django_db(transaction=True), screens("phone")]


@pytest.fixture
def may_refuse() -> tuple[str, ...]:
    """Allows refusals of invalid guests, displayed in the form."""
    return ("/invites/",)


@pytest.fixture
def booking(live_server: Any) -> Booking:
    room = ResourceFactory(
        place=PlaceFactory(boitron=True), meeting_room=True, name="Salle du four à pain"
    )
    person = PersonFactory(name="Jeanne Roussel")
    return BookingFactory(
        resource=room,
        booked_for=person,
        period=as_range(afternoon(day_ahead(1))),
        guests=["Ada Lenoir"],
        attendees=2,
    )


def test_a_guest_is_added_then_too_many_then_one_leaves_by_keyboard(
    page: Page, booking: Booking, sign_in: Callable[[Person], None]
) -> None:
    sign_in(booking.holder)
    page.goto(f"/mes-reservations/{booking.pk}/")
    page.get_by_role("link", name="Changer les invités").press("Enter")
    names = page.get_by_label("Noms des invités")
    expect(names).to_have_value("Ada Lenoir")
    check_page(page)

    names.press("End")
    names.press("Enter")
    names.press_sequentially("Béla Kun")
    page.get_by_label("Nombre de personnes").fill("9")
    page.get_by_label("Nombre de personnes").press("Enter")
    expect(page.get_by_text("compte 8 places au plus").first).to_be_visible()
    expect(names).to_have_value("Ada Lenoir\nBéla Kun")
    check_page(page)

    page.get_by_label("Nombre de personnes").fill("3")
    page.get_by_role("button", name="Enregistrer").press("Enter")
    expect(page.get_by_text("C’est noté : 3 personnes.")).to_be_visible()
    expect(page.get_by_text("Ada Lenoir, Béla Kun")).to_be_visible()
    check_page(page)
    page.get_by_text("Historique", exact=True).click()
    expect(page.get_by_text("Invité ajouté : Béla Kun, par vous")).to_be_visible()


def test_those_that_follow_in_a_series_bring_somebody_else(
    page: Page, booking: Booking, sign_in: Callable[[Person], None]
) -> None:
    series = book(booking.resources.get(), by=booking.holder, guests=["Ada Lenoir"])
    sign_in(booking.holder)
    page.goto(f"/mes-series/{series.pk}/")
    page.get_by_role("link", name="de 9 h à 12 h").nth(2).click()
    page.get_by_role("link", name="Changer les invités").click()
    page.get_by_label("Noms des invités").fill("Béla Kun\nZoé Petit")
    page.get_by_label("celle-ci et la suivante").check()
    check_page(page)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("C’est noté, pour 2 dates.")).to_be_visible()

    page.get_by_role("link", name="Toute la série").click()
    expect(page.get_by_text("3 personnes · avec Béla Kun, Zoé Petit")).to_have_count(2)
    check_page(page)


@screens("desk")
def test_the_host_changes_them_on_the_board(
    page: Page, booking: Booking, sign_in: Callable[[Person], None]
) -> None:
    sign_in(HostFactory(of=booking.place, name="Maud Tessier"))
    day = booking.period.lower.date()
    page.goto(f"/espace/lieux/{booking.place.slug}/tableau/{day}/")
    page.locator(".board-frame [data-booking]").first.click()
    window = page.get_by_role("dialog")
    window.get_by_label("Noms des invités").fill("\n".join(["Ada Lenoir"] * 9))
    window.get_by_role("button", name="Enregistrer").click()
    expect(window.get_by_text("compte 8 places au plus").first).to_be_visible()
    check_width(page)

    window.get_by_label("Noms des invités").fill("Ada Lenoir\nBéla Kun")
    window.get_by_role("button", name="Enregistrer").click()
    expect(window).to_be_hidden()
    expect(page.get_by_text("avec Ada Lenoir, Béla Kun").first).to_be_visible()
    booking.refresh_from_db()
    assert (booking.guests, booking.attendees) == (["Ada Lenoir", "Béla Kun"], 3)
