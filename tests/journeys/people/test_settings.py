"""An administrator changes the settings of the instance."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from bocage.people.models import Person
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.people.factories import MandateFactory

pytestmark = [pytest.mark.django_db(transaction=True), screens("desk")]

SAVE = "Enregistrer les réglages"


def test_settings_are_refused_in_words_then_saved_and_seen(
    page: Page, sign_in: Callable[[Person], None]
) -> None:
    sign_in(MandateFactory().person)
    page.goto("/espace/reglages/")
    check_page(page)

    name, accent = page.get_by_label("Nom de l’instance"), page.locator("input[name=accent_colour]")
    name.fill("Le Bocage ornais")
    accent.fill("#ffff66")
    page.get_by_role("button", name=SAVE).click()
    expect(page.get_by_text("Cette couleur se lit mal").first).to_be_visible()
    expect(name).to_have_value("Le Bocage ornais")
    check_page(page)

    accent.fill("#8c2f1f")
    page.get_by_role("button", name=SAVE).click()
    expect(page.get_by_text("Les réglages sont enregistrés.")).to_be_visible()
    expect(page).to_have_title("Réglages de l’instance · Le Bocage ornais")
    check_page(page)
