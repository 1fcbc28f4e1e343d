"""Custom elements of the style guide, with keyboard and touch."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.checks import (
    SCREENS,
    assert_accessible,
    assert_no_horizontal_scroll,
    check_page,
    check_width,
)
from tests.journeys.conftest import screens
from tests.workspaces.factories import BookingFactory

pytestmark = screens("phone")


def test_a_confirmation_opens_in_a_dialog_and_gives_the_focus_back(page: Page) -> None:
    page.goto("/style/")
    opener = page.locator("#confirm confirm-question > button")
    opener.press("Enter")
    dialog = page.get_by_role("dialog", name=re.compile("Annuler la réservation de demain"))
    expect(dialog).to_be_visible()
    check_page(page)
    dialog.get_by_role("button", name="Ne rien changer").click()
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


@pytest.mark.parametrize("look", [{"java_script_enabled": False}])
def test_a_confirmation_asks_in_place_without_scripts(page: Page) -> None:
    page.goto("/style/")
    page.locator("#confirm summary").click()
    expect(page.get_by_role("button", name="Oui, annuler")).to_be_visible()


def test_the_menu_of_a_phone_closes_with_escape(page: Page) -> None:
    page.goto("/style/")
    menu = page.locator("summary", has_text="Menu")
    menu.click()
    link = page.get_by_role("link", name="Se connecter")
    expect(link).to_be_visible()
    check_page(page)
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()


def test_the_errors_of_a_form_lead_to_their_fields(page: Page) -> None:
    page.goto("/style/")
    page.get_by_role("link", name=re.compile("^Adresse électronique")).last.click()
    expect(page.locator("#form_errors input[name=email]")).to_be_focused()


@screens("desk")
def test_the_map_comes_when_it_is_asked_for_and_lights_its_list(page: Page) -> None:
    requested_urls: list[str] = []
    page.on("request", lambda request: requested_urls.append(request.url))
    page.goto("/style/")
    assert [url for url in requested_urls if "map" in url] == []
    page.get_by_role("button", name="Montrer la carte").first.click()
    pin = page.get_by_role("button", name="Télécentre de Boitron")
    expect(pin).to_be_visible()
    row = page.locator("[data-place=a]")
    pin.focus()
    expect(row).to_have_class(re.compile("map-lit"))
    page.keyboard.press("Enter")
    expect(page.locator(".maplibregl-popup")).to_contain_text("Télécentre de Boitron")
    assert {url.split("/")[2] for url in requested_urls if url.startswith("http")} == {
        page.url.split("/")[2]
    }


@screens("desk")
@pytest.mark.parametrize("look", [{"reduced_motion": "no-preference"}])
def test_what_was_done_can_be_undone_for_ten_seconds(page: Page, sign_in: Callable) -> None:
    booking = BookingFactory()
    sign_in(booking.booked_for)
    page.clock.install()
    page.goto(f"/mes-reservations/{booking.pk}/")
    page.get_by_role("button", name="Annuler la réservation").click()
    page.get_by_role("button", name="Oui, annuler").click()
    toast = page.locator("undo-toast")
    expect(toast).to_contain_text("La réservation est annulée")
    toast.hover()
    check_width(page)
    # From here on the clock only advances explicitly: a slow machine cannot end it sooner.
    page.clock.pause_at(datetime.now(UTC) + timedelta(seconds=60))
    expect(toast).to_be_visible()
    page.mouse.move(1, 1)
    page.clock.run_for(9_000)
    expect(toast).to_be_visible()
    page.clock.run_for(2_000)
    expect(toast).to_have_count(0)


def test_undoing_puts_things_back(page: Page, sign_in: Callable) -> None:
    booking = BookingFactory()
    sign_in(booking.booked_for)
    page.goto(f"/mes-reservations/{booking.pk}/")
    page.get_by_role("button", name="Annuler la réservation").click()
    page.get_by_role("button", name="Oui, annuler").click()
    page.get_by_role("button", name="Défaire").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("C’est réservé")
    booking.refresh_from_db()
    assert booking.status in booking.HOLDING


@screens("desk")
def test_a_picture_without_words_is_found_and_shown(page: Page) -> None:
    page.goto("/accessibilite/")
    assert_accessible(page)
    page.evaluate("() => document.querySelector('h1').append(document.createElement('img'))")

    with pytest.raises(AssertionError, match=r"image-alt: .* <img>$"):
        assert_accessible(page)


NARROW = "css => document.styleSheets[0].insertRule(`@media (max-width: 400px) {h1 {${css}}}`)"


@screens("desk")
def test_what_is_wrong_on_a_phone_alone_is_found_there(page: Page) -> None:
    page.goto("/accessibilite/")
    check_page(page)
    page.evaluate(NARROW, "color: #bbb !important")
    with pytest.raises(AssertionError, match=r"color-contrast: .*<h1"):
        check_page(page)

    page.evaluate(NARROW, "width: 500px")
    with pytest.raises(AssertionError, match=r"<h1"):
        assert_no_horizontal_scroll(page)

    page.set_viewport_size(SCREENS["desk"])
    assert_no_horizontal_scroll(page)
    page.evaluate("() => document.querySelector('main').append(document.createElement('input'))")
    with pytest.raises(AssertionError, match=r"label: .* <input>"):
        assert_accessible(page)
