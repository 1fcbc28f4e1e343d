"""A length of time, chosen in words or typed, by keyboard alone and without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bocage.people.models import Person
from bocage.workspaces.models import BookingRules, Place
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.workspaces.factories import HostFactory, PlaceFactory, ResourceFactory

pytestmark = [pytest.mark.django_db(transaction=True), screens("phone")]


@pytest.fixture
def place(live_server: Any) -> Place:
    """Creates a place with a minimum notice of 75 minutes, which is not among the list's
    choices."""
    place = PlaceFactory(boitron=True, rules={"notice_minutes": 75})
    ResourceFactory(place=place, name="Poste 1")
    return place


@pytest.mark.parametrize("look", [{"java_script_enabled": True}, {"java_script_enabled": False}])
def test_a_host_chooses_a_usual_length_and_types_another(
    page: Page, place: Place, sign_in: Callable[[Person], None], look: dict[str, Any]
) -> None:
    sign_in(HostFactory(of=place))
    page.goto(f"/espace/lieux/{place.slug}/regles/")
    notice = page.get_by_label("On réserve au plus tard")
    expect(notice.locator("option:checked")).to_have_text("1 h 15")
    number = page.locator("[name=notice_minutes_number]")
    expect(number).to_be_hidden()

    notice.select_option(label="Autre durée…")
    expect(number).to_be_visible()
    notice.press("Tab")
    expect(number).to_be_focused()
    if look["java_script_enabled"]:
        check_page(page)
    number.fill("deux")
    page.get_by_label("On réserve au plus tôt").select_option(label="2 semaines")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Écrivez la durée en chiffres").first).to_be_visible()
    expect(number).to_have_value("deux")

    number.fill("1,5")
    page.locator("[name=notice_minutes_unit]").select_option(label="jours")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Les règles sont à jour.")).to_be_visible()
    rules = BookingRules.objects.get(place=place, resource=None)
    assert (rules.notice_minutes, rules.horizon_days) == (36 * 60, 14)

    page.get_by_role("link", name="Poste 1").click()
    inherited = page.get_by_label("On réserve au plus tard").locator("option:checked")
    expect(inherited).to_have_text("Comme le lieu\u00a0: 36 h")
