"""A mayor reads her figures on a phone; a coordinator follows one to the rows behind it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from bocage.evidence.models import Target
from bocage.evidence.operations.snapshots import count_night, last_night_over
from bocage.people.models import Person, Role
from bocage.territory.models import Commune
from tests.evidence.settled_households import add_settled_household
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.people.factories import MandateFactory, ScopeFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.pipeline.factories import coordinator

pytestmark = [pytest.mark.django_db(transaction=True), screens("desk")]


@pytest.fixture
def boitron(live_server: Any) -> Commune:
    """Three households came this year to Boitron, and six to Essay; counted last night."""
    boitron = CommuneFactory(boitron=True)
    essay = CommuneFactory(essay=True, epci=boitron.epci)
    for commune, households in ((boitron, 3), (essay, 6)):
        for _number in range(households):
            add_settled_household(commune, last_night_over())
    count_night(last_night_over())
    return boitron


@screens("phone")
def test_a_mayor_reads_her_figures_sets_a_target_and_opens_a_definition(
    page: Page, sign_in: Callable[[Person], None], boitron: Commune
) -> None:
    scope = ScopeFactory(of_commune=True, commune=boitron)
    sign_in(MandateFactory(role=Role.ELECTED, scope=scope).person)
    page.goto("/espace/")
    page.locator("details[data-menu] > summary").click()
    page.get_by_role("link", name="Tableau de bord").filter(visible=True).click()

    card = page.get_by_role("region", name="Ménages installés")
    expect(card.locator(".figure")).to_have_text("3")
    check_page(page)

    page.get_by_role("link", name="Objectifs").click()
    page.get_by_role("link", name="Ménages installés").click()
    page.get_by_label("Objectif").fill("2")
    page.get_by_label("Pourquoi").fill("Voté au conseil")
    check_page(page)
    page.get_by_role("button", name="Fixer l’objectif").click()
    expect(page.get_by_text("L’objectif est fixé.")).to_be_visible()
    assert Target.objects.get().code == boitron.pk

    page.get_by_role("link", name="Boitron").click()
    expect(card).to_contain_text("Objectif\u00a0: 2")
    expect(card).to_contain_text("objectif atteint")
    card.get_by_role("link", name="Ménages installés").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ménages installés")
    expect(page.get_by_text("Ménages accompagnés qui ont emménagé").first).to_be_visible()


def test_a_coordinator_filters_and_follows_a_figure_to_its_rows(
    page: Page, sign_in: Callable[[Person], None], boitron: Commune
) -> None:
    sign_in(coordinator(boitron.departement))
    page.goto(reverse("dashboard", args=["departement", boitron.departement_id]))
    page.get_by_label("Période").select_option(f"{timezone.localdate() - timedelta(days=1):%Y-%m}")
    page.get_by_label("Thème").select_option("settling")
    page.get_by_label("Tableau", exact=True).select_option("commune")
    page.get_by_role("button", name="Voir").click()
    page.wait_for_url("**theme=settling**")
    check_page(page)

    rows = page.locator(".dashboard-beneath").get_by_role("row")
    expect(rows.nth(1)).to_contain_text("Essay")
    page.get_by_role("group", name="Trier").get_by_role("link", name="Nom").click()
    page.wait_for_url("**tri=nom**")
    expect(rows.nth(1)).to_contain_text("Boitron")
    assert "theme=settling" in page.url

    page.get_by_role("link", name="Boitron").click()
    card = page.get_by_role("region", name="Ménages installés")
    expect(card.locator(".figure")).to_have_text("3")
    card.get_by_role("link", name="Voir les projets installés").click()
    page.wait_for_url("**etape=settled**")
    expect(page.get_by_text("3 projets")).to_be_visible()
    check_page(page)
