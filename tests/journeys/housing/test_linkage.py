"""A coordinator decides about possible duplicates: by click, by key, with undo."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from PIL import Image
from playwright.sync_api import Page, expect

from bocage.housing.deduplication.operations.deduplication import deduplicate_pending_listings
from bocage.housing.models import Dwelling, LinkageVerdict, Listing, ListingPhoto
from bocage.people.models import Person
from tests.housing.deduplication.pairs import coordinator_of
from tests.housing.deduplication.record_linkage.test_photos import house
from tests.housing.factories import ListingFactory, SourceFactory
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.territory.factories import CommuneFactory

pytestmark = [pytest.mark.django_db(transaction=True), screens("desk")]

DESCRIPTIONS = (
    "Au bout d’un chemin bordé de haies, séjour avec cheminée et four à pain.",
    "Nous vous proposons en exclusivité ce bien rare, plein de charme, à visiter sans tarder.",
)
QUEUE = "/espace/annonces/rapprochements/"


def photo_of(listing: Listing, roof: str) -> None:
    file = BytesIO()
    image: Image.Image = house(640, roof)
    image.save(file, "WEBP")
    photo = ListingPhoto(listing=listing, position=1, state=ListingPhoto.State.READ)
    photo.image.save("maison.webp", ContentFile(file.getvalue()))


@pytest.fixture
def coordinator(live_server: Any, settings: Any, tmp_path: Any) -> Person:
    """Returns a coordinator with two pairs to review, one of which has photos and positions."""
    settings.MEDIA_ROOT = tmp_path
    agencies = [
        SourceFactory(name=name) for name in ("Agence du Donjon", "Immobilier des Collines")
    ]
    for commune in (CommuneFactory(mortagne=True), CommuneFactory(argentan=True)):
        for source, surface, price, roof in zip(
            agencies, ("121.40", "125.50"), (182_000, 170_000), ("#7a3020", "#30507a"), strict=True
        ):
            listing = ListingFactory(
                source=source,
                commune=commune,
                surface_m2=surface,
                price_eur=price,
                land_m2=None,
                rooms=5 if source is agencies[0] else None,
                energy_class="D" if source is agencies[0] else "",
                title="Longère à rénover" if source is agencies[0] else "MAISON DE CAMPAGNE",
                description=DESCRIPTIONS[source is agencies[0]],
                latitude=commune.latitude + (0.006 if source is agencies[0] else 0),
                longitude=commune.longitude,
                position_precision="district",
            )
            if commune.name.startswith("Mortagne"):
                photo_of(listing, roof)
    deduplicate_pending_listings()
    assert LinkageVerdict.objects.filter(verdict="doubtful").count() == 2
    return coordinator_of(CommuneFactory(mortagne=True).departement)


def test_two_pairs_are_distinguished(
    page: Page, coordinator: Person, sign_in: Callable[[Person], None]
) -> None:
    sign_in(coordinator)
    page.goto("/espace/")
    page.get_by_role("link", name="Regarder").click()
    expect(page.get_by_role("heading", name="Un logement ou deux ?")).to_be_visible()
    check_page(page)

    page.get_by_role("button", name="C’est le même logement").click()
    expect(page.get_by_text("celles d’un même logement")).to_be_visible()
    assert Dwelling.objects.count() == 3
    check_page(page)

    page.get_by_role("button", name="Défaire").click()
    expect(page.get_by_role("heading", name="Ce que disent les annonces")).to_be_visible()
    assert Dwelling.objects.count() == 4

    for _pair in range(2):
        page.goto(QUEUE)
        page.get_by_role("button", name="Ce sont deux logements").click()
        expect(page.get_by_text("ce sont deux logements.")).to_be_visible()
    expect(page.get_by_role("heading", name="Rien à vérifier")).to_be_visible()
    check_page(page)
    assert Dwelling.objects.count() == 4


def test_keys_decide_unless_they_are_switched_off(
    page: Page, coordinator: Person, sign_in: Callable[[Person], None]
) -> None:
    sign_in(coordinator)
    page.goto(QUEUE)
    page.get_by_role("checkbox", name="Raccourcis").uncheck()
    page.keyboard.press("m")
    page.reload()
    assert Dwelling.objects.count() == 4

    page.get_by_role("checkbox", name="Raccourcis").check()
    page.keyboard.press("m")
    expect(page.get_by_text("celles d’un même logement")).to_be_visible()
    assert Dwelling.objects.count() == 3
