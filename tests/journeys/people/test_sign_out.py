"""Signing out on a shared computer: the « Back » button shows no personal page."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import screens
from tests.people.factories import PersonFactory

COMES_BACK = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
"""Simulates a page restored from the back/forward cache, which the browser of the journeys
lacks."""

pytestmark = [pytest.mark.django_db(transaction=True), screens("desk")]


def test_back_after_signing_out_shows_nobodys_data(page: Page, live_server, sign_in) -> None:
    person = PersonFactory(name="Capucine Delarue")
    sign_in(person)
    for address in ("/compte/", "/compte/preferences/", "/espace/"):
        page.goto(address)
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.get_by_text("Vous êtes déconnecté(e). À bientôt !")).to_be_visible()

    for _page in range(3):
        page.go_back()
        expect(page.get_by_role("heading", name="Bienvenue")).to_be_visible()
        assert person.name not in page.content()
        assert person.email not in page.content()


def test_page_that_the_browser_kept_whole_is_shown_to_whoever_is_still_there(
    page: Page, live_server, sign_in
) -> None:
    sign_in(PersonFactory(name="Capucine Delarue"))
    page.goto("/compte/")
    name = page.get_by_label("Nom", exact=False).first
    name.fill("Capucine D.")

    page.evaluate(COMES_BACK)
    expect(name).to_be_visible()
    expect(name).to_have_value("Capucine D.")

    page.context.clear_cookies()
    page.evaluate(COMES_BACK)
    expect(page.get_by_role("heading", name="Bienvenue")).to_be_visible()
