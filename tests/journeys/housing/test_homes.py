"""Finding a home in a browser: by keyboard, live, without scripts, and its page."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from bocage.housing.models import Dwelling, ListingPrice
from tests.housing.factories import DwellingFactory, ListingFactory
from tests.journeys.checks import answer_about, check_page
from tests.journeys.conftest import screens
from tests.territory.factories import CommuneFactory

pytestmark = [pytest.mark.django_db(transaction=True), screens("phone")]


@pytest.fixture
def homes(live_server: Any) -> Dwelling:
    """A longère in Boitron whose price has fallen, and a dearer house in Sées."""
    boitron, sees = CommuneFactory(boitron=True), CommuneFactory(sees=True)
    home = DwellingFactory(commune=boitron, title="Longère au calme", has_fibre=True)
    listing = ListingFactory(dwelling=home, commune=boitron)
    first = timezone.now() - timedelta(days=30)
    ListingPrice.objects.create(listing=listing, since=first, price_eur=190_000)
    ListingPrice.objects.create(listing=listing, since=timezone.now(), price_eur=180_000)
    DwellingFactory(commune=sees, title="Maison de maître", price_eur=320_000)
    return home


@screens("phone", "desk")
def test_a_home_is_found_by_keyboard_alone(page: Page, homes: Dwelling) -> None:
    page.goto("/se-loger/")
    page.get_by_label("Près de").focus()
    with answer_about(page, "boitr"):
        page.keyboard.type("boitr")
    option = page.get_by_role("option").first
    expect(option).to_contain_text("Boitron")
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("commune=61051"))
    if page.get_by_label("Prix d’au plus (€)").is_hidden():
        page.get_by_text("Filtrer", exact=True).focus()
        page.keyboard.press("Enter")
    expect(page.get_by_label("Prix d’au plus (€)")).to_be_visible()
    page.get_by_label("Prix d’au plus (€)").focus()
    page.keyboard.type("200 000")
    page.keyboard.press("Enter")
    expect(page.locator("#resultats-titre")).to_contain_text("1 logement")
    expect(page).to_have_url(re.compile("prix-max=200"))
    check_page(page)
    page.get_by_role("link", name="Longère au calme").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Longère au calme")
    expect(page.get_by_text("Agence du Perche").first).to_be_visible()
    check_page(page)


@screens("phone", "desk")
def test_the_map_opens_beside_its_list(page: Page, homes: Dwelling) -> None:
    page.goto("/se-loger/")
    page.get_by_role("button", name="Montrer la carte").click()
    expect(page.get_by_role("button", name=re.compile("^1\\. "))).to_be_visible()
    check_page(page)


@screens("desk")
@pytest.mark.parametrize("look", [{"java_script_enabled": False}])
def test_everything_works_without_scripts(page: Page, homes: Dwelling) -> None:
    page.goto("/se-loger/")
    page.get_by_label("Prix d’au plus (€)").fill("200000")
    page.get_by_role("button", name="Trouver").click()
    expect(page.get_by_role("heading", name="1 logement")).to_be_visible()
    page.get_by_role("link", name="Longère au calme").click()
    page.get_by_label("Durée (ans)").fill("10")
    page.get_by_role("button", name="Recalculer").click()
    expect(page).to_have_url(re.compile("duree=10"))


def test_on_a_phone_the_first_home_is_in_sight_and_the_criteria_wait(
    page: Page, homes: Dwelling
) -> None:
    page.goto("/se-loger/")
    expect(page.get_by_label("Prix d’au plus (€)")).to_be_hidden()
    expect(page.locator(".home-card").first).to_be_in_viewport()

    page.get_by_text("Filtrer", exact=True).click()
    page.get_by_label("Prix d’au plus (€)").fill("200000")
    page.get_by_label("Surface d’au plus (m²)").fill("300")
    page.get_by_role("button", name="Trouver").click()
    expect(page.locator("#resultats-titre")).to_contain_text("1 logement")
    check_page(page)

    page.get_by_role("link", name="Enlever : Jusqu’à 200").click()
    expect(page).to_have_url(re.compile(r"/se-loger/\?surface-max=300$"))
    expect(page.locator("#resultats-titre")).to_contain_text("2 logements")


@pytest.mark.parametrize("look", [{"java_script_enabled": False}])
def test_the_criteria_of_a_phone_need_no_script(page: Page, homes: Dwelling) -> None:
    page.goto("/se-loger/")
    page.get_by_text("Filtrer", exact=True).click()
    page.get_by_label("Prix d’au plus (€)").fill("200000")
    page.get_by_role("button", name="Trouver").click()
    expect(page.get_by_role("heading", name="1 logement")).to_be_visible()
    page.get_by_role("link", name="Enlever : Jusqu’à 200").click()
    expect(page.get_by_role("heading", name="2 logements")).to_be_visible()


def test_what_to_let_go_of_is_proposed(page: Page, homes: Dwelling) -> None:
    page.goto("/se-loger/?prix-max=1000")
    check_page(page)
    page.get_by_role("link", name="Sans limite de prix").click()
    expect(page.locator("#resultats-titre")).to_contain_text("2 logements")


def test_the_pages_are_whole_in_english(page: Page, homes: Dwelling) -> None:
    page.goto("/en/se-loger/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Find a home")
    check_page(page)
    page.goto(f"/en{homes.get_absolute_url()}")
    expect(page.get_by_role("heading", name="What it would cost each month")).to_be_visible()
    check_page(page)
