"""« Quelles communes nous vont ? » in a browser: sliders by keyboard, side by side, and a wish."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bocage.people.models import Person
from bocage.welcome.suitability.operations.rows import refresh_suitability
from tests.journeys.checks import SCREENS, check_page
from tests.journeys.conftest import screens
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.suitability.factories import three_communes

pytestmark = [pytest.mark.django_db(transaction=True), screens("phone")]


@pytest.fixture
def communes(live_server: Any) -> Any:
    return three_communes()


def open_the_sliders(page: Page) -> None:
    """Opens the sliders, which are behind one button on a phone."""
    if page.locator("#poids-fibre").is_hidden():
        page.get_by_text("Régler ce qui compte", exact=True).click()


@screens("phone", "desk")
def test_a_slider_moved_by_keyboard_ranks_again_and_is_kept_by_the_address(
    page: Page, communes: Any
) -> None:
    page.goto("/communes/pour-nous/?sante=3")
    cards = page.locator(".suit-card h3")
    expect(cards.first).to_have_text("Sées")
    check_page(page)
    open_the_sliders(page)
    check_page(page)
    fibre = page.get_by_role("slider", name="La fibre")
    fibre.focus()
    for _press in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.locator("output[for=poids-fibre]")).to_have_text("indispensable")
    health = page.get_by_role("slider", name="Un médecin et une pharmacie")
    health.focus()
    for _press in range(3):
        page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile(r"fibre=3.*sante=0"))
    expect(cards.first).to_have_text("Boitron")
    page.get_by_text("Pourquoi 98 ?").click()
    expect(page.get_by_text("98 % des logements raccordables à la fibre").last).to_be_visible()
    check_page(page)


def test_the_budget_asked_for_follows_what_is_looked_for(page: Page, communes: Any) -> None:
    page.goto("/communes/pour-nous/")
    open_the_sliders(page)
    rent, budget = page.get_by_label("Loyer au plus"), page.get_by_label("Budget d’achat")
    for wish, rents, buys in (
        ("Louer", True, False),
        ("Louer, puis acheter", True, True),
        ("Acheter", False, True),
    ):
        with page.expect_response(lambda answer: "/communes/pour-nous/" in answer.url):
            page.get_by_role("radio", name=wish, exact=True).check()
        expect(rent).to_be_visible(visible=rents)
        expect(budget).to_be_visible(visible=buys)
        check_page(page)


def test_two_communes_are_seen_side_by_side(page: Page, communes: Any) -> None:
    page.goto("/communes/pour-nous/?fibre=3&sante=1&gare=2")
    page.get_by_label("Comparer Boitron").check()
    page.get_by_label("Comparer Sées").check()
    page.get_by_role("button", name="Comparer", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Comparer des communes")
    expect(page.get_by_role("columnheader")).to_have_count(3)
    check_page(page)
    page.get_by_role("link", name="Retour au classement").click()
    expect(page).to_have_url(re.compile(r"fibre=3.*sante=1"))


@screens("phone", "desk")
def test_four_communes_are_seen_side_by_side_on_a_phone_too(
    page: Page, communes: Any, screen: str
) -> None:
    CommuneFactory(alencon=True)
    refresh_suitability()
    codes = "&".join(f"c={code}" for code in ("61051", "61464", "61214", "61001"))
    page.goto(f"/communes/comparer/?{codes}&fibre=3&sante=2&gare=1")
    cells = page.get_by_role("row", name=re.compile("La fibre")).get_by_role("cell")
    expect(cells).to_have_count(4)
    expect(cells.first).to_contain_text("Arcep, 1er janvier 2024")
    boxes = [cells.nth(rank).bounding_box() for rank in range(4)]
    columns = {round(box["x"]) for box in boxes if box}
    assert len(columns) == (2 if screen == "phone" else 4)
    assert all(box and box["x"] + box["width"] <= SCREENS[screen]["width"] for box in boxes)
    check_page(page)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_ranks_without_a_script_and_by_the_keyboard_alone(
    browser: Browser, live_server: Any, communes: Any, width: int
) -> None:
    context = browser.new_context(
        java_script_enabled=False,
        viewport={"width": width, "height": 900},
        base_url=live_server.url,
        locale="fr-FR",
    )
    page = context.new_page()
    page.goto("/communes/pour-nous/?sante=3")
    if page.locator("#poids-fibre").is_hidden():
        page.get_by_text("Régler ce qui compte", exact=True).press("Enter")
    fibre = page.get_by_role("slider", name="La fibre")
    fibre.focus()
    page.keyboard.press("End")
    page.get_by_role("slider", name="Un médecin et une pharmacie").press("Home")
    page.get_by_label("Budget d’achat (€)").fill("beaucoup")
    page.get_by_label("Ajouter une commune").fill("sees")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"fibre=3.*sante=0"))
    expect(page.locator(".suit-card h3").first).to_have_text("Boitron")
    expect(page.get_by_text("Le budget n’a pas été compris")).to_be_visible()
    form = page.get_by_role("form", name="Ce qui compte pour nous")
    if page.locator("#poids-fibre").is_hidden():
        page.get_by_text("Régler ce qui compte", exact=True).press("Enter")
    expect(form.get_by_role("checkbox", name="Sées")).to_be_checked()
    context.close()


def test_a_household_wishes_a_commune_in_one_click(page: Page, communes: Any, sign_in: Any) -> None:
    person: Person = PersonFactory()
    project = ProjectFactory(adults=[person])
    sign_in(person)
    page.goto("/communes/pour-nous/")
    page.get_by_role("button", name=re.compile("Nous la souhaitons : Sées")).click()
    expect(page.get_by_role("button", name=re.compile("Souhaitée : Sées"))).to_be_visible()
    assert [commune.name for commune in project.communes.all()] == ["Sées"]
    check_page(page)
