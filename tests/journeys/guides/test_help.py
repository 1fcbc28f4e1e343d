"""A new mandate is greeted, its tour is put away, and a screen leads to its help by keyboard."""

import re
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from bocage.people.models import Person
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.people.factories import MandateFactory

pytestmark = [pytest.mark.django_db(transaction=True), screens("desk")]


def test_a_new_administrator_is_greeted_then_helped(
    page: Page, sign_in: Callable[[Person], None]
) -> None:
    sign_in(MandateFactory(starts_on=timezone.localdate()).person)
    page.goto("/espace/")
    tour = page.get_by_role("region", name="Bienvenue")
    expect(tour.get_by_role("listitem")).to_have_count(4)
    check_page(page)

    tour.get_by_role("button", name="ranger cette visite").press("Enter")
    expect(tour).to_have_count(0)
    check_page(page)

    page.goto("/espace/reglages/")
    page.locator("main#contenu").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aide", exact=True)).to_be_focused()
    check_page(page)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/aide/administrer-l-instance/#les-reglages$"))
    expect(page.get_by_role("heading", name="Les réglages")).to_be_in_viewport()
    check_page(page)
