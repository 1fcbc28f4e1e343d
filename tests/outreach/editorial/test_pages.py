"""Pages that editors publish, as visitors see them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.migrations.writer import MigrationWriter
from django.test import Client
from django.utils import timezone
from wagtail.blocks import CharBlock
from wagtail.models import Page
from wagtail.rich_text import RichText

from bocage.foundation.errors import NotAllowed
from bocage.outreach.editorial.blocks.communes import CommuneBlock
from bocage.outreach.editorial.errors import ConsentEndsBefore, ConsentTooLong
from bocage.outreach.editorial.fields import BlocksField
from bocage.outreach.editorial.operations.consents import (
    ConsentGiven,
    record_consent,
    withdraw_consent,
)
from bocage.outreach.editorial.operations.site import open_site, publish_due_pages
from bocage.outreach.editorial.page_cache import clear_page_cache
from bocage.outreach.models import HomePage, LandingPage, ListingPage, TestimonyPage
from bocage.people.models import Person, Role
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _open() -> Iterator[None]:
    clear_page_cache()
    open_site(by=None)
    yield
    clear_page_cache()


def editor() -> Person:
    return MandateFactory(role=Role.EDITOR, scope=ScopeFactory(of_departement=True)).person


def add_page(page: Page, under: Page | None = None) -> Page:
    parent = under or HomePage.objects.get(locale__language_code="fr")
    added = parent.add_child(instance=page)
    added.save_revision().publish()
    return added


def test_a_page_shows_its_blocks_and_is_drawn_once(
    client: Client, django_assert_num_queries: Callable
) -> None:
    commune = CommuneFactory(name="Boitron")
    body = [
        ("text", RichText("<h2>La fibre</h2><p>Partout.</p>")),
        ("quote", {"words": "On y est bien.", "author": "Camille"}),
        (
            "figures",
            {
                "figures": [
                    {
                        "figure": "2 h",
                        "label": "de Paris",
                        "source": "SNCF",
                        "dated": date(2026, 1, 1),
                    }
                ]
            },
        ),
        (
            "homes",
            {"title": "Des maisons", "offer": "sale", "commune": commune.name, "radius_km": 15},
        ),
        ("workspaces", {"title": "Des bureaux", "commune": commune.name, "limit": 3}),
        ("map", {"title": "La carte", "commune": commune.name}),
        ("gatherings", {"title": "Des rencontres", "limit": 3}),
        ("live_figures", {"figures": ["free_tomorrow"]}),
    ]
    page = add_page(LandingPage(title="Venir de Paris", slug="venir-de-paris", body=body))
    html = client.get("/venir-de-paris/").content.decode()
    for words in ("<h1>Venir de Paris</h1>", "La fibre", "On y est bien.", "Source", "Des maisons"):
        assert words in html
    assert '"@type": "WebPage"' in html
    assert client.get("/en/venir-de-paris/").status_code == 404
    with django_assert_num_queries(1):
        assert client.get("/venir-de-paris/").content.decode() == html
    page.title = "Quitter Paris"
    page.save_revision().publish()
    assert "<h1>Quitter Paris</h1>" in client.get("/venir-de-paris/").content.decode()
    assert "/venir-de-paris/" in client.get("/sitemap-pages-1.xml").content.decode()
    client.force_login(PersonFactory())
    assert "Mon espace" in client.get("/venir-de-paris/").content.decode()


def test_a_testimony_goes_with_its_consent(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    today = timezone.localdate()
    message = ConsentGiven(
        name="Camille",
        words_shown="Votre phrase.",
        collection_method="signed",
        given_on=today,
        ends_on=today,
    )
    with pytest.raises(NotAllowed):
        record_consent(by=PersonFactory(), consent=message)
    for ends_on, refusal in (
        (today - timedelta(days=1), ConsentEndsBefore),
        (today + timedelta(days=4000), ConsentTooLong),
    ):
        with pytest.raises(refusal):
            record_consent(
                by=editor(), consent=ConsentGiven(**{**vars(message), "ends_on": ends_on})
            )
    consent = record_consent(by=editor(), consent=message)
    listing = add_page(ListingPage(title="Ils sont venus", slug="temoignages"))
    add_page(
        TestimonyPage(
            title="Camille",
            slug="camille",
            consent=consent,
            person_name="Camille",
            person_words="graphiste",
            quote="Je respire.",
        ),
        listing,
    )
    assert "Je respire." in client.get("/temoignages/").content.decode()
    assert "Je respire." in client.get("/temoignages/camille/").content.decode()
    tomorrow = today + timedelta(days=1)
    with monkeypatch.context() as at_midnight:
        at_midnight.setattr(timezone, "localdate", lambda *_: tomorrow)
        assert "Je respire." not in client.get("/temoignages/").content.decode()
        assert client.get("/temoignages/camille/").status_code == 410
        assert "camille" not in client.get("/sitemap-pages-1.xml").content.decode()
    assert "Je respire." in client.get("/temoignages/camille/").content.decode()
    withdraw_consent(by=editor(), consent=consent)
    withdraw_consent(by=editor(), consent=consent)
    assert "Je respire." not in client.get("/temoignages/").content.decode()
    assert client.get("/temoignages/camille/").status_code == 410
    assert "camille" not in client.get("/sitemap-pages-1.xml").content.decode()


def test_a_page_comes_and_goes_at_its_moment(client: Client) -> None:
    home = HomePage.objects.get(locale__language_code="fr")
    page = home.add_child(instance=LandingPage(title="Salon", slug="salon", live=False))
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    assert client.get("/salon/").status_code == 404
    page.refresh_from_db()
    page.go_live_at = None
    page.expire_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    assert client.get("/salon/").status_code == 200
    LandingPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(hours=1))
    publish_due_pages()
    assert client.get("/salon/").status_code == 404


def test_blocks_stand_in_no_migration() -> None:
    few = BlocksField([("text", CharBlock())])
    field = BlocksField([("text", CharBlock(max_length=9)), ("other", CharBlock())])
    assert few.deconstruct()[1:] == field.deconstruct()[1:]
    assert len(MigrationWriter.serialize(field)[0]) < 80


def test_a_block_names_one_commune() -> None:
    CommuneFactory(name="Boitron")
    CommuneFactory.create_batch(2, name="Saint-Denis")
    block = CommuneBlock()
    assert block.clean(" boitron ") == "boitron"
    for words in ("Saint-Denis", "x' OR 1=1", "Nulle part"):
        with pytest.raises(ValidationError):
            block.clean(words)
