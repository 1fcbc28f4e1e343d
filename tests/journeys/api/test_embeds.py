"""Pages of ours in the page of a town hall: another site, on another port, in a real browser."""

import re
from collections.abc import Callable
from html import escape
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bocage.outreach.models import Touch
from tests.housing.factories import DwellingFactory
from tests.journeys.checks import assert_no_horizontal_scroll, check_page
from tests.journeys.conftest import screens
from tests.outreach.factories import TrackedLinkFactory
from tests.servers.local_server import saying, serving
from tests.workspaces.factories import PlaceFactory, ResourceFactory

pytestmark = [pytest.mark.django_db(transaction=True), screens("phone")]

OTHER_SITE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Mairie</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>bocage-embed {{ --bocage-brand: #7a1f3d; --bocage-action: #ffff00; --bocage-radius: 2px }}
</style></head><body><h1>Boitron</h1>{code}</body></html>"""


@pytest.fixture
def boitron(live_server: Any) -> Any:
    """The telework centre of Boitron, with two desks."""
    place = PlaceFactory(boitron=True)
    ResourceFactory.create_batch(2, place=place)
    return place


def visit_another_site(page: Page, code: str, look: Callable[[Page], None]) -> None:
    """Opens, in the browser, a page of another site that contains the embed code."""
    body = OTHER_SITE.format(code=code).encode()
    with serving(saying(body=body, headers={"Content-Type": "text/html; charset=utf-8"})) as site:
        page.goto(site)
        look(page)


def code_of(site: str, path: str, label: str) -> str:
    return (
        f'<script src="{site}/integrer.js" async></script>'
        f'<bocage-embed src="{escape(site + path)}" label="{label}"><a href="{site}">Ici</a>'
        "</bocage-embed>"
    )


def colour_of(frame: Any, selector: str, property_name: str) -> str:
    return str(
        frame.locator(selector).first.evaluate(f"one => getComputedStyle(one).{property_name}")
    )


def test_a_day_is_chosen_elsewhere_and_booked_here(
    page: Page, boitron: Any, live_server: Any
) -> None:
    path = f"/travailler/{boitron.slug}/encart/"

    def look(other_page: Page) -> None:
        frame = other_page.frame_locator("bocage-embed iframe")
        expect(frame.get_by_role("heading", name=boitron.name)).to_be_visible()
        embed = other_page.locator("bocage-embed iframe")
        expect(embed).to_have_attribute("title", "Réserver")
        inner_height = frame.locator("body").evaluate("one => one.getBoundingClientRect().height")
        expect(embed).to_have_css("height", f"{-(-inner_height // 1):.0f}px")
        assert_no_horizontal_scroll(other_page)
        # The link takes the colour of the town hall; a button with an unreadable colour does not.
        expect(frame.locator(".embed-foot a")).to_have_css("color", "rgb(122, 31, 61)")
        assert colour_of(frame, ".btn-main", "backgroundColor") == "rgb(185, 60, 39)"

        frame.locator("a.day").nth(2).click()
        selected_day = frame.locator("a.day[aria-current]")
        expect(selected_day).to_have_count(1)
        frame.get_by_role("link", name=re.compile("^Après-midi")).click()
        expect(frame.locator("a.half[aria-current]")).to_contain_text("Après-midi")
        with other_page.context.expect_page() as opened:
            frame.get_by_role("link", name=re.compile("^Réserver")).click()
        booking = opened.value
        expect(booking).to_have_url(re.compile(rf"{live_server.url}.*moment=apres-midi#reserver$"))
        expect(booking.locator("#reserver a.half[aria-current]")).to_contain_text("Après-midi")
        assert other_page.context.cookies() == []

    visit_another_site(page, code_of(live_server.url, path, "Réserver"), look)


def test_a_form_is_sent_from_another_site_without_a_cookie(page: Page, live_server: Any) -> None:
    link = TrackedLinkFactory()

    def look(other_page: Page) -> None:
        frame = other_page.frame_locator("bocage-embed iframe")
        frame.get_by_role("button", name="Gardons le contact").click()
        expect(frame.get_by_role("alert")).to_be_visible()
        frame.get_by_label("Adresse électronique").fill("ada@ville.example")
        frame.locator("[name=purposes]").first.check()
        frame.get_by_role("button", name="Gardons le contact").click()
        expect(frame.get_by_role("heading", name="Merci, c’est noté")).to_be_visible()
        assert other_page.context.cookies() == []
        assert other_page.url.startswith("http://127.0.0.1")

    path = f"/gardons-le-contact/encart/?c={link.code}"
    visit_another_site(page, code_of(live_server.url, path, "Gardons le contact"), look)
    assert Touch.objects.get().link == link


@screens("desk")
@pytest.mark.parametrize("look", [{"java_script_enabled": False}])
def test_without_scripts_a_link_leads_here(page: Page, boitron: Any, live_server: Any) -> None:
    def see(other_page: Page) -> None:
        expect(other_page.get_by_role("link", name="Ici")).to_be_visible()

    visit_another_site(page, code_of(live_server.url, "/se-loger/encart/", "Logements"), see)


@screens("desk")
def test_the_code_that_is_built_shows_what_its_preview_did(
    page: Page, boitron: Any, live_server: Any
) -> None:
    DwellingFactory(title="Maison de bourg")
    page.goto(boitron.get_absolute_url())
    page.get_by_role("link", name="Intégrer à votre site").click()
    preview = page.frame_locator("bocage-embed iframe")
    expect(preview.get_by_role("heading", name=boitron.name)).to_be_visible()
    page.get_by_label("Ce que vous montrez").select_option("Les logements à vendre")
    expect(preview.get_by_text("Maison de bourg")).to_be_visible()
    page.get_by_label("Les liens").fill("#7a1f3d")
    expect(preview.locator(".embed-foot a")).to_have_css("color", "rgb(122, 31, 61)")
    expect(page.get_by_label("Le code", exact=True)).to_have_value(re.compile("#7a1f3d"))
    check_page(page)

    def look(other_page: Page) -> None:
        frame = other_page.frame_locator("bocage-embed iframe")
        expect(frame.get_by_text("Maison de bourg")).to_be_visible()
        with other_page.context.expect_page() as opened:
            frame.get_by_role("link", name="Maison de bourg").click()
        expect(opened.value.get_by_role("heading", level=1)).to_contain_text("Maison de bourg")

    visit_another_site(page, page.get_by_label("Le code", exact=True).input_value(), look)
