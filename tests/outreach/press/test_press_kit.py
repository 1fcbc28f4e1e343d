"""The press kit: what it gathers by itself, its document, its archive and its tables."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.images.models import Image

from bocage.foundation import documents
from bocage.foundation.instance import defaults, forget_instance, remember_instance
from bocage.outreach.assets.operations.assets import add_asset, publish_asset
from bocage.outreach.editorial.operations.consents import withdraw_consent
from bocage.outreach.editorial.operations.site import open_site
from bocage.outreach.editorial.page_cache import clear_page_cache
from bocage.outreach.models import HomePage, ListingPage, NewsPage, TestimonyConsent, TestimonyPage
from tests.outreach.assets.factories import FOR_THE_PRESS, AssetFactory, a_picture, asset_terms
from tests.outreach.coordination import coordinator_of
from tests.pages.page_text import text_of
from tests.territory.factories import CommuneFactory, DepartementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _press_is_answered() -> Iterator[None]:
    clear_page_cache()
    answered = replace(
        defaults(),
        press_contact="Nadia Guérin, chargée d’accueil",
        press_email="presse@orne.example",
        press_introduction_fr="L’Orne accueille.",
    )
    remember_instance(answered)
    yield
    forget_instance()
    clear_page_cache()


@pytest.fixture
def consent() -> TestimonyConsent:
    """A picture for the press, a figure, news, and a testimony; and what must not be there."""
    open_site(by=None)
    boitron = CommuneFactory(boitron=True, edition=2026)
    orne, today = boitron.departement, timezone.localdate()
    by = coordinator_of(orne)
    lent = add_asset(
        by=by, departement=orne, terms=asset_terms(), picture=FOR_THE_PRESS, image=a_picture()
    )
    publish_asset(by=by, asset=lent)
    AssetFactory(departement=orne, title="=1+1", figure="+33", theme="price")
    AssetFactory(departement=orne, title="Vieilli", aged=True)
    agreed = TestimonyConsent.objects.create(
        name="Camille Verdier",
        words_shown="Votre phrase sur nos pages.",
        collection_method="signed",
        given_on=today - timedelta(days=9),
        ends_on=today,
    )
    over = TestimonyConsent.objects.create(
        name="Ada",
        words_shown="Votre phrase.",
        collection_method="signed",
        given_on=today - timedelta(days=9),
        ends_on=today - timedelta(days=1),
    )
    home = HomePage.objects.get(locale__language_code="fr")
    listing = home.add_child(instance=ListingPage(title="Nouvelles", slug="nouvelles"))
    for page in (
        NewsPage(title="Un télécentre ouvre", slug="ouvre", introduction="À Boitron."),
        TestimonyPage(
            title="Camille",
            slug="camille",
            consent=agreed,
            person_name="Camille",
            person_words="graphiste",
            quote="Je respire.",
        ),
        TestimonyPage(
            title="Ada", slug="ada", consent=over, person_name="Ada", person_words="x", quote="Tu."
        ),
    ):
        listing.add_child(instance=page).save_revision().publish()
    return agreed


def test_the_page_gathers_what_is_published_and_agreed_to_today(
    client: Client, consent: TestimonyConsent
) -> None:

    text = text_of(client.get(reverse("press"))).replace("\u00a0", " ").replace("\u202f", " ")
    for words in (
        "L’Orne accueille.",
        "Orne : 1 commune, 1 intercommunalité, 349 habitants",
        "populations en vigueur au 1er janvier 2026",
        "Nadia Guérin",
        "La fibre partout",
        "Source : Arcep",
        "Photo : Claire Dubois",
        "« Je respire. » Camille, graphiste",
        "À ne plus reprendre après",
        "Un télécentre ouvre",
    ):
        assert words in text
    for hidden in ("Vieilli", "Tu.", "Camille Verdier"):
        assert hidden not in text
    by = coordinator_of(DepartementFactory())
    withdraw_consent(by=by, consent=consent)
    assert "Je respire." not in client.get(reverse("press")).content.decode()
    assert "Je respire." not in client.get("/en/presse/").content.decode()


@pytest.mark.usefixtures("consent")
def test_the_archive_holds_the_document_the_figures_and_the_pictures(client: Client) -> None:
    answer = client.get(reverse("press_files"))
    archive = ZipFile(BytesIO(b"".join(answer)))
    assert archive.testzip() is None
    assert archive.namelist() == [
        "dossier-de-presse.pdf",
        "chiffres.csv",
        "chiffres.xlsx",
        "images/01-la-fibre-partout.jpg",
        "credits.txt",
    ]
    assert archive.read("dossier-de-presse.pdf").startswith(b"%PDF")
    assert archive.read("images/01-la-fibre-partout.jpg").startswith(b"\xff\xd8")
    credits = archive.read("credits.txt").decode()
    assert "01-la-fibre-partout.jpg\nUn chemin entre deux haies\nPhoto" in credits
    table = archive.read("chiffres.csv").decode("utf-8-sig")
    assert "Arcep;https://www.arcep.fr/carte;2026-01-01" in table
    assert "'=1+1" in table
    assert "'+33" in table
    assert "Vieilli" not in table


@pytest.mark.usefixtures("consent")
def test_the_document_is_made_once_for_all_who_ask(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents._cache.clear()
    documents_data = []
    real = documents.pdf_of

    def record_document(template: str, data: dict) -> bytes:
        documents_data.append(data)
        return real(template, data)

    monkeypatch.setattr(documents, "pdf_of", record_document)
    for _press in range(2):
        assert client.get(reverse("press_document")).content.startswith(b"%PDF")
    assert len(documents_data) == 1
    [picture] = documents_data[0]["pictures"]
    assert picture["drawing"].startswith("<svg")
    AssetFactory(title="Encore un")
    assert client.get("/en/presse/dossier.pdf").content.startswith(b"%PDF")
    assert len(documents_data) == 2


@pytest.mark.usefixtures("consent")
def test_a_picture_whose_file_is_gone_leaves_the_rest(client: Client) -> None:
    image = Image.objects.get()
    image.file.storage.delete(image.file.name)
    for name in ("press", "press_document"):
        assert client.get(reverse(name)).status_code == 200
    archive = ZipFile(BytesIO(b"".join(client.get(reverse("press_files")))))
    assert not any(name.startswith("images/") for name in archive.namelist())


def test_before_anything_is_written_the_kit_stands(client: Client) -> None:
    for name in ("press", "press_document"):
        assert client.get(reverse(name)).status_code == 200
    assert b"PK" in b"".join(client.get(reverse("press_files")))
    book = client.get(reverse("press_figures", args=["xlsx"])).content
    assert "xl/workbook.xml" in ZipFile(BytesIO(book)).namelist()
