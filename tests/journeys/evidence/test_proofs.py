"""A mayor reads the proofs of their commune on a telephone, and pastes a chart in the site of the
town hall."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from bocage.evidence.operations.snapshots import count_night, last_night_over
from bocage.evidence.proofs.page_cache import clear_page_cache
from bocage.territory.models import CommuneOutline
from tests.evidence.settled_households import add_settled_household
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.territory.factories import CommuneFactory, EpciFactory
from tests.welcome.charters.factories import CharterFactory

pytestmark = screens("phone")

SQUARE = {"type": "Polygon", "coordinates": [[[0.1, 48.5], [0.3, 48.5], [0.3, 48.7], [0.1, 48.5]]]}


@pytest.fixture(autouse=True)
def _a_night(transactional_db: None) -> None:
    """Seven households in Sées this year and six the year before, a charter, one last night."""
    clear_page_cache()
    sees = CommuneFactory.create(sees=True, epci=EpciFactory(name="Sources de l’Orne"))
    CommuneOutline.objects.create(commune=sees, geometry=SQUARE, simplified=SQUARE, source="essai")
    CharterFactory(commune=sees)
    night = last_night_over()
    for number in range(7):
        add_settled_household(
            sees, max(night - timedelta(days=number), night.replace(month=1, day=1))
        )
    for _number in range(6):
        add_settled_household(sees, night.replace(year=night.year - 1, month=1, day=20))
    count_night(night)


def test_a_mayor_finds_three_figures_and_their_definitions_on_a_phone(page: Page) -> None:
    page.goto("/communes/")
    page.get_by_role("link", name="Les preuves").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Les preuves")
    check_page(page)
    page.get_by_role("region", name="Commune par commune").get_by_role("link", name="Sées").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sées, preuves à l’appui")
    cards = page.locator(".card.proof")
    for label, figure, definition in (
        ("Ménages installés", "7", "qui ont emménagé dans une commune du territoire"),
        ("Emplois arrivés", "7", "dont la personne qui a porté le projet travaille"),
        ("Communes accueillantes", "1", "dont la charte d’accueil est signée"),
    ):
        card = cards.filter(has=page.locator("> p", has_text=label))
        expect(card.locator(".figure")).to_have_text(figure)
        card.get_by_text("Définition").press("Enter")
        expect(card).to_contain_text(definition)
    check_page(page)
    chart = page.get_by_role("img", name=re.compile("^7 ménages installés en"))
    chart.first.scroll_into_view_if_needed()
    expect(chart.first).to_be_visible()
    cards.first.get_by_role("link", name=re.compile("Sa méthode et ses données")).click()
    expect(page.get_by_role("heading", name="Comment il est compté")).to_be_visible()


@screens("desk")
def test_the_communes_are_coloured_when_the_map_is_asked_for(page: Page) -> None:
    page.goto("/preuves/")
    page.get_by_label("Chiffre", exact=True).select_option("welcoming_communes")
    page.get_by_role("button", name="Colorer la carte").click()
    expect(
        page.get_by_role("heading", name=re.compile("^Communes accueillantes, "))
    ).to_be_visible()
    page.get_by_role("button", name="Montrer la carte").click()
    expect(page.locator("place-map[data-drawn] canvas")).to_be_visible()
    expect(page.locator("[data-sorry]")).to_be_hidden()


@screens("desk")
def test_a_chart_is_pasted_in_another_page(page: Page) -> None:
    page.goto("/preuves/")
    theme = page.get_by_role("region", name="Les installations")
    theme.get_by_text("Intégrer ce graphique").press("Enter")
    code = theme.get_by_label("À coller dans une page").input_value()
    address = re.search(r'src="([^"]+)"', code)
    assert address is not None
    page.goto(address[1])
    expect(page.locator(".chart-drawing")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("7 ménages installés en")
    assert page.context.cookies() == []
    check_page(page)
