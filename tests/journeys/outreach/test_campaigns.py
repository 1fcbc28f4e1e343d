"""From a coordinator's table of campaigns to a project attributed to its link."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bocage.outreach.models import TrackedLink
from bocage.people.models import Person
from bocage.welcome.models import ProjectDraft
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.territory.factories import CommuneFactory
from tests.welcome.pipeline.factories import coordinator

pytestmark = [pytest.mark.django_db(transaction=True), screens("desk")]


def test_a_campaign_is_opened_and_its_code_travels_to_a_form_three_pages_further(
    page: Page, sign_in: Callable[[Person], None], live_server: Any
) -> None:
    commune = CommuneFactory(boitron=True)
    sign_in(coordinator(commune.departement))
    page.goto("/espace/campagnes/")
    page.get_by_role("link", name="Ouvrir une campagne").first.click()
    check_page(page)
    page.get_by_label("Nom").fill("Salon de Paris")
    page.get_by_role("button", name="Ouvrir la campagne").click()
    expect(page.get_by_text("Créez son premier lien")).to_be_visible()
    page.get_by_label("Où se trouve ce lien").fill("Dépliant du stand")
    page.get_by_role("button", name="Créer le lien").click()
    expect(page.get_by_label("Adresse courte")).to_have_value(re.compile(r"/l/[a-z2-9]{7}$"))
    check_page(page)
    page.get_by_role("link", name="Salon de Paris").click()
    page.get_by_text("Noter une dépense").click()
    page.get_by_label("Pour quoi").fill("Stand")
    page.get_by_label("Montant, en euros").fill("480")
    page.get_by_role("button", name="Noter la dépense").click()
    expect(page.get_by_text("480,00")).not_to_have_count(0)
    check_page(page)

    page.context.clear_cookies()
    code = TrackedLink.objects.get().code
    page.goto(f"/l/{code}")
    assert page.url.endswith(f"/?c={code}")
    assert page.context.cookies() == []
    page.get_by_role("link", name="Communes").filter(visible=True).first.click()
    page.wait_for_url(f"**/communes/?c={code}")
    page.get_by_role("link", name="S’installer", exact=True).filter(visible=True).first.click()
    page.get_by_role("link", name="Raconter mon projet").first.click()
    page.get_by_label("Comment vous appelez-vous").fill("Camille Verdier")
    page.get_by_role("button", name="Continuer").click()
    page.wait_for_url("**/travail/**")
    assert {draft.came_by for draft in ProjectDraft.objects.all()} == {code}
