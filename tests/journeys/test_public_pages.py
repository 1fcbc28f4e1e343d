"""The pages that anybody may read, in a browser: home, service pages, errors, style guide."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from tests.journeys.checks import answer_about, assert_no_horizontal_scroll, check_page
from tests.journeys.conftest import screens
from tests.territory.factories import CommuneFactory
from tests.workspaces.factories import PlaceFactory, ResourceFactory

pytestmark = screens("phone")


@pytest.fixture
def boitron(live_server: Any) -> Any:
    """The telework centre of Boitron, with two desks."""
    place = PlaceFactory(boitron=True)
    ResourceFactory.create_batch(2, place=place)
    return place


def test_the_pages_are_well_made_in_english(page: Page, boitron: Any) -> None:
    """In French they are among those of test_every_page.py."""
    for address in ("/en/", "/en/a-propos/"):
        page.goto(address)
        check_page(page)


@pytest.mark.parametrize("look", [{"color_scheme": "dark"}])
def test_the_pages_can_be_read_at_night(page: Page, boitron: Any) -> None:
    for address in ("/", "/style/", "/nulle-part/"):
        page.goto(address)
        check_page(page)


def test_a_wrong_address_says_so(page: Page) -> None:
    wrong_addresses = {
        "/nulle-part/": "Ce chemin ne mène nulle part",
        "/en/nowhere/": "This path leads nowhere",
    }
    for address, sentence in wrong_addresses.items():
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 404
        expect(page.get_by_role("heading", level=1)).to_have_text(sentence)
        check_page(page)


def test_the_pages_reflow_at_320_pixels(page: Page, boitron: Any) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for address in ("/", "/style/", "/accessibilite/"):
        page.goto(address)
        assert_no_horizontal_scroll(page)


@screens("desk")
def test_the_first_tab_leads_past_the_menu(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Aller au contenu")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@screens("phone", "desk")
def test_the_language_changes_on_the_same_page(page: Page, screen: str) -> None:
    page.goto("/a-propos/")
    if screen == "phone":
        page.locator("summary", has_text="Menu").click()
    page.get_by_role("navigation", name="Principale").get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(r"/en/a-propos/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("About")


def test_a_commune_is_found_by_typing_and_chosen_by_keyboard(page: Page, boitron: Any) -> None:
    page.goto("/")
    place_box = page.get_by_role("combobox", name="Près de")
    with answer_about(page, "boitr"):
        place_box.press_sequentially("boitr")
    option = page.get_by_role("option", name=re.compile("Boitron"))
    expect(option).to_be_visible()
    check_page(page)
    place_box.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    place_box.press("Enter")
    expect(place_box).to_have_value("Boitron")
    expect(page.locator("input[name=commune]")).to_have_value(boitron.commune.code)
    expect(page.get_by_role("listbox")).to_be_hidden()
    place_box.press("Enter")
    expect(page).to_have_url(re.compile(rf"/travailler/\?.*commune={boitron.commune.code}"))
    expect(page.get_by_text("Télécentre de Boitron").first).to_be_visible()


def test_suggestions_close_without_choosing(page: Page, boitron: Any) -> None:
    page.goto("/")
    place_box = page.get_by_role("combobox", name="Près de")
    with answer_about(page, "boitr"):
        place_box.press_sequentially("boitr")
    expect(page.get_by_role("listbox").get_by_role("option")).to_have_count(1)
    place_box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(place_box).to_have_value("boitr")
    place_box.press("Escape")
    expect(place_box).to_have_value("")


@pytest.mark.parametrize("look", [{"java_script_enabled": False}])
def test_the_search_works_without_scripts(page: Page, boitron: Any) -> None:
    page.goto("/")
    page.get_by_label("Près de").fill("boitron")
    page.get_by_role("button", name="Trouver").click()
    expect(page).to_have_url(re.compile(r"/travailler/\?.*pres-de=boitron"))
    expect(page.get_by_text("Télécentre de Boitron").first).to_be_visible()


@screens("desk")
def test_near_me_sends_where_one_is(page: Page, boitron: Any) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 48.6062, "longitude": 0.1712})
    page.goto("/")
    page.get_by_role("button", name="Près de moi").click()
    expect(page).to_have_url(re.compile(r"/travailler/\?.*lat=48\.6062&lon=0\.1712"))


def test_near_me_says_when_it_may_not_know(page: Page, boitron: Any) -> None:
    page.goto("/")
    page.get_by_role("button", name="Près de moi").click()
    expect(page.get_by_text("Votre position n’est pas disponible")).to_be_visible()


@pytest.mark.usefixtures("live_server")
def test_communes_that_do_not_exist_are_not_suggested(page: Page) -> None:
    CommuneFactory(boitron=True)
    page.goto("/")
    page.get_by_role("combobox", name="Près de").press_sequentially("zzzz")
    expect(page.get_by_text("Aucune commune ne ressemble à cela.")).to_be_attached()


@screens("desk")
def test_a_public_page_loads_the_two_files_that_are_weighed_and_no_other(
    page: Page, boitron: Any
) -> None:
    loaded: set[str] = set()

    def note(request: Request) -> None:
        if request.resource_type in {"stylesheet", "script"}:
            loaded.add(request.url.rpartition("/")[2])

    page.on("request", note)
    for address in ("/", "/travailler/", boitron.get_absolute_url(), "/connexion/"):
        page.goto(address)
        page.wait_for_load_state("networkidle")
    assert {re.sub(r"\.[0-9a-f]{12}\.", ".", name) for name in loaded} == {
        "bocage.css",
        "bocage.js",
    }
