"""The addresses of editorial pages: with their slash, moved, unknown, listed for programs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from bocage.outreach.campaigns.landing_pages import landing_choices
from bocage.outreach.editorial.operations.site import open_site
from bocage.outreach.editorial.page_cache import clear_page_cache
from bocage.outreach.models import HomePage, LandingPage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def page() -> Iterator[LandingPage]:
    clear_page_cache()
    open_site(by=None)
    home = HomePage.objects.get(locale__language_code="fr")
    yield home.add_child(instance=LandingPage(title="Venir de Paris", slug="venir-de-paris"))
    clear_page_cache()


def test_an_address_without_its_slash_is_mended_where_something_stands(client: Client) -> None:
    for address in ("/venir-de-paris", "/en/a-propos", "/communes"):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (301, f"{address}/"), address
    for address in ("/venir-de-nulle-part", "/venir-de-nulle-part/", "/en/venir-de-paris", "/%00"):
        assert client.get(address).status_code == 404, address


def test_a_page_that_changes_its_address_leads_to_the_new_one(
    client: Client, page: LandingPage, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator] # a fixture
        page.slug = "quitter-paris"
        page.save_revision().publish()
    for address in ("/venir-de-paris/", "/venir-de-paris"):
        answer = client.get(address, follow=True)
        assert answer.redirect_chain[-1] == ("/quitter-paris/", 301)
    assert client.get("/quitter-paris/").status_code == 200


def test_the_map_of_the_site_says_each_page_in_both_languages(client: Client) -> None:
    sitemap = client.get("/sitemap-pages-1.xml").content.decode()
    assert "/venir-de-paris/</loc><lastmod>" not in sitemap  # Never published by a revision.
    alone = [line for line in sitemap.splitlines() if 'hreflang="en"' not in line][2:-1]
    assert len(alone) == 1
    assert "/venir-de-paris/" in alone[0]
    assert "<lastmod>" in sitemap


def test_live_pages_are_offered_to_campaigns(rf: object) -> None:
    offered = dict(landing_choices(rf.get("/")))  # type: ignore[attr-defined] # a fixture
    assert offered["/venir-de-paris/"] == "Venir de Paris"
    assert any(name.endswith("(English)") for name in offered.values())
