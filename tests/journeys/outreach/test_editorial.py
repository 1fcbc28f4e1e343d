"""An editor makes a landing page with homes of the moment, and visitors find the homes on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from wagtail.rich_text import RichText

from bocage.outreach.editorial.operations.consents import ConsentGiven, record_consent
from bocage.outreach.editorial.operations.pages import publish_change, publish_new_pages
from bocage.outreach.editorial.operations.site import open_site
from bocage.outreach.editorial.page_cache import clear_page_cache
from bocage.outreach.models import (
    HomePage,
    LandingPage,
    ListingPage,
    NewsPage,
    OriginPage,
    TestimonyPage,
    ThemePage,
)
from bocage.people.models import Person, Role
from tests.housing.factories import DwellingFactory
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.people.factories import MandateFactory, ScopeFactory
from tests.territory.factories import CommuneFactory
from tests.workspaces.factories import PlaceFactory

pytestmark = [pytest.mark.django_db(transaction=True), screens("phone")]


@pytest.fixture(autouse=True)
def _keep_nothing() -> Iterator[None]:
    clear_page_cache()
    yield
    clear_page_cache()


def editor() -> Person:
    return MandateFactory(role=Role.EDITOR, scope=ScopeFactory(of_departement=True)).person


@screens("desk")
def test_a_landing_page_is_made_seen_before_and_published(
    page: Page, sign_in: Callable[[Person], None]
) -> None:
    commune = CommuneFactory(boitron=True)
    DwellingFactory(commune=commune, offer="sale", title="Longère des Trois Poiriers")
    sign_in(editor())
    page.goto("/espace/")
    page.get_by_role("link", name="Pages du site").first.click()
    page.wait_for_url("**/redaction/")
    home = HomePage.objects.get(locale__language_code="fr")
    page.goto(f"/redaction/pages/add/outreach/landingpage/{home.pk}/")
    page.locator("#id_title").fill("Salon du télétravail")
    page.get_by_role("button", name="Insérer un bloc").first.click()
    page.get_by_role("option", name="Logements, en direct").click()
    page.locator("#body-0-value-title").fill("Des maisons, en ce moment")
    page.locator("#body-0-value-commune").fill(commune.name)
    page.get_by_role("button", name="Afficher/masquer la prévisualisation").click()
    preview = page.frame_locator("#w-preview-iframe")
    expect(preview.get_by_text("Longère des Trois Poiriers").first).to_be_attached()
    page.get_by_role("button", name="Plus d'actions").click()
    page.get_by_role("button", name="Publier", exact=True).click()
    expect(
        page.get_by_text("créée et publiée").or_(page.get_by_text("publiée")).first
    ).to_be_visible()
    assert LandingPage.objects.live().get().slug == "salon-du-teletravail"

    page.context.clear_cookies()
    page.goto("/salon-du-teletravail/?c=k7wq2nd")
    expect(page.get_by_role("heading", name="Des maisons, en ce moment")).to_be_visible()
    expect(page.get_by_text("Longère des Trois Poiriers")).to_be_visible()
    check_page(page)
    page.reload()  # Cached by now.
    expect(page.get_by_text("Longère des Trois Poiriers")).to_be_visible()
    assert page.context.cookies() == []


def every_block(commune: str) -> list[tuple[str, Any]]:
    """Returns one of each block available to editors, except pictures."""
    answer = RichText("<p>Elle est <b>là</b>.</p>")
    figure = {"figure": "2", "label": "lignes", "source": "SNCF", "dated": date(2026, 1, 1)}
    link = {"label": "Raconter mon projet", "address": "/mon-projet/nouveau/"}
    return [
        ("text", RichText("<h2>La fibre</h2><p>Partout.</p><ul><li>Ici.</li></ul>")),
        ("quote", {"words": "On y est bien.", "author": "Camille"}),
        ("figures", {"figures": [figure, figure]}),
        ("questions", {"title": "Questions", "questions": [{"question": "?", "answer": answer}]}),
        ("call", {"title": "Venez", "words": "Voir.", "links": [link, link]}),
        ("homes", {"title": "Maisons", "offer": "sale", "commune": commune, "radius_km": 15}),
        ("workspaces", {"title": "Bureaux", "commune": commune, "limit": 3}),
        ("map", {"title": "La carte", "commune": commune}),
        ("gatherings", {"title": "Rencontres", "limit": 3}),
        ("live_figures", {"figures": ["open_this_week", "free_tomorrow"]}),
        *(
            ("page_list", {"title": kind, "kind": kind, "limit": 6})
            for kind in ("ThemePage", "OriginPage", "TestimonyPage", "NewsPage")
        ),
    ]


def test_every_kind_of_page_and_of_block_is_clean(page: Page) -> None:
    lea, place = editor(), PlaceFactory(boitron=True)
    DwellingFactory(commune=place.commune)
    open_site(by=lea)
    home = HomePage.objects.get(locale__language_code="fr")
    body = every_block(place.commune.name)
    consent = record_consent(
        by=lea,
        consent=ConsentGiven(
            name="Camille", words_shown="Votre phrase.", collection_method="signed",
            given_on=timezone.localdate(), ends_on=timezone.localdate(),
        ),
    )  # fmt: skip
    testimony = {"person_name": "Camille", "person_words": "graphiste", "quote": "Je respire."}
    news_list = ListingPage(title="Actualités", slug="actualites")
    publish_new_pages(by=lea, under=home, pages=[news_list])
    for under, new_page in (
        (home, ThemePage(title="Vivre ici", slug="vivre", theme="live", introduction="Bien.")),
        (home, OriginPage(title="Venir de Paris", slug="venir-de-paris", origin="Paris")),
        (news_list, NewsPage(title="Le salon", slug="salon")),
        (news_list, TestimonyPage(title="Camille", slug="camille", consent=consent, **testimony)),
        (home, LandingPage(title="Salon", slug="salon", body=body)),
    ):
        publish_new_pages(by=lea, under=under, pages=[new_page])
    home.body = body
    publish_change(by=lea, page=home)
    for address in (
        "/", "/vivre/", "/venir-de-paris/", "/actualites/", "/actualites/salon/",
        "/actualites/camille/", "/salon/", "/a-propos/", "/en/",
    ):  # fmt: skip
        page.goto(address)
        check_page(page)
    page.goto("/salon/")
    page.get_by_text("?", exact=True).click()
    expect(page.get_by_text("Elle est là.")).to_be_visible()
    check_page(page)


@pytest.mark.parametrize("look", [{"color_scheme": "dark"}], indirect=False)
def test_a_page_is_as_clean_by_night(page: Page, look: dict[str, Any]) -> None:
    lea = editor()
    open_site(by=lea)
    home = HomePage.objects.get(locale__language_code="fr")
    body = every_block(CommuneFactory(boitron=True).name)
    salon = LandingPage(title="Salon", slug="salon", body=body)
    publish_new_pages(by=lea, under=home, pages=[salon])
    page.goto("/salon/")
    check_page(page)
