"""Prices from end to end: a host sets them and sells a pass, a person books with it and pays on
site, and the monthly statement is identical on the page, in the PDF and in the table."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from bocage.people.models import Person
from bocage.workspaces.models import Charge, Place
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    TariffFactory,
    day_ahead,
)

pytestmark = [pytest.mark.django_db(transaction=True), screens("desk")]

SignIn = Callable[[Person], None]
PASS = "Dix demi-journées"


@pytest.fixture
def boitron(live_server: Any) -> Place:
    place = PlaceFactory(boitron=True)
    ResourceFactory.create_batch(2, place=place)
    return place


def test_a_price_a_pass_a_booking_and_the_statement_of_the_month(
    page: Page, boitron: Place, sign_in: SignIn
) -> None:
    host = HostFactory(of=boitron)
    jeanne = PersonFactory(name="Jeanne Roussel")
    sign_in(host)
    _ask_eight_euros(page, boitron)
    _put_a_pass_on_sale(page)
    _sell_it(page, jeanne)

    sign_in(jeanne)
    _book(page, boitron, "matin")
    _expect_left(page, 9)
    _cancel_the_booking(page)
    _expect_left(page, 10)
    _book(page, boitron, "apres-midi")
    page.get_by_role("button", name="Garder mon carnet, payer sur place").click()
    expect(page.get_by_role("button", name="Prendre sur mon carnet")).to_be_visible()
    check_page(page)
    _expect_left(page, 10)

    sign_in(host)
    _take_cash(page, boitron)
    _compare_page_table_and_document(page)


@screens("phone", "desk")
def test_a_name_with_its_details_has_room_beside_its_price(page: Page, boitron: Place) -> None:
    equipment = ["projector", "computer"]
    room = ResourceFactory(
        place=boitron,
        meeting_room=True,
        equipment=equipment,
        rules={"requires_introduction": True},
    )
    TariffFactory(place=boitron)
    page.goto(f"/travailler/{boitron.slug}/?jour={day_ahead(1)}")

    offer = page.locator(".offer").filter(has_text=room.name)
    name, card = (element.bounding_box() for element in (offer.locator(".offer-name"), offer))
    assert name["width"] > 0.6 * card["width"]
    check_page(page)


def _ask_eight_euros(page: Page, place: Place) -> None:
    page.goto(f"/espace/lieux/{place.slug}/tarifs/")
    page.get_by_role("link", name="Ajouter un tarif").click()
    page.get_by_label("Unité").select_option(label="la demi-journée")
    page.get_by_label("Prix en euros").fill("8")
    check_page(page)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text(re.compile(r"8,00\s€"))).to_be_visible()
    page.get_by_role("link", name="Ajouter un tarif").click()
    page.get_by_label("Unité").select_option(label="le mois")
    page.get_by_label("Prix en euros").fill("120")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Le mois est en vente, à ce prix.")).to_be_visible()
    check_page(page)


def _put_a_pass_on_sale(page: Page) -> None:
    page.get_by_role("link", name="Mettre un carnet en vente").click()
    page.get_by_label("Nom", exact=True).fill(PASS)
    page.get_by_label("Prix en euros").fill("70")
    check_page(page)
    page.get_by_role("button", name="Mettre en vente").click()
    expect(page.get_by_text("Le carnet est en vente.")).to_be_visible()
    check_page(page)


def _sell_it(page: Page, person: Person) -> None:
    page.goto(page.url.replace("/tarifs/", "/carnets/vendre/"))
    page.get_by_label("Pour qui").fill(person.email)
    page.get_by_label("Règlement").select_option(label="espèces")
    check_page(page)
    page.get_by_role("button", name="Vendre").click()
    expect(page.get_by_text("Le carnet est vendu")).to_be_visible()
    check_page(page)


def _book(page: Page, place: Place, moment: str) -> None:
    page.goto(f"{place.get_absolute_url()}?jour={day_ahead(1)}&moment={moment}")
    check_page(page)
    page.locator(".booking-form button[type=submit]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("C’est réservé")
    check_page(page)


def _expect_left(page: Page, half_days: int) -> None:
    booking = page.url
    page.goto("/mes-depenses/")
    expect(page.get_by_text(f"Il reste {half_days} demi-journées")).to_be_visible()
    check_page(page)
    page.goto(booking)


def _cancel_the_booking(page: Page) -> None:
    page.get_by_role("button", name="Annuler la réservation").click()
    page.get_by_role("button", name="Oui, annuler").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Réservation annulée")


def _take_cash(page: Page, place: Place) -> None:
    page.goto(f"/espace/lieux/{place.slug}/comptes/?mois={day_ahead(1):%Y-%m}")
    check_page(page)
    page.get_by_role("link", name=re.compile("Encaisser.*Jeanne Roussel")).click()
    expect(page.get_by_role("button", name="Espèces")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Espèces").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Comptes du lieu")
    assert Charge.objects.get(status=Charge.Status.PAID).payment_method == "cash"


def _compare_page_table_and_document(page: Page) -> None:
    """Checks that page, table and document are identical: who, what and how much, line by line."""
    page_text = _plain(page.locator("main").inner_text())
    rows = list(csv.reader(io.StringIO(_download(page, "CSV").decode("utf-8-sig")), delimiter=";"))
    document = PdfReader(io.BytesIO(_download(page, "PDF")))
    document_text = _unbroken("".join(sheet.extract_text() for sheet in document.pages))

    lines = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    of_booking = [line for line in lines if "Poste" in line["Quoi"]]
    assert [line["Montant (€)"] for line in of_booking] == ["8,00"]
    for line in lines:
        for text in (line["Personne"], line["Quoi"], f"{line['Montant (€)']} €"):
            assert _plain(text) in page_text
            assert _unbroken(text) in document_text
    paid = sum(round(100 * float(line["Montant (€)"].replace(",", "."))) for line in lines)
    total = f"Payé (espèces) {paid // 100},{paid % 100:02} €"
    assert _plain(total) in page_text
    assert _unbroken(total) in document_text
    assert _unbroken("Reste à payer 0,00 €") in document_text


def _download(page: Page, kind: str) -> bytes:
    address = page.get_by_role("link", name=f"({kind})").get_attribute("href")
    assert address is not None
    response = page.request.get(page.url.partition("?")[0] + address.rpartition("/")[2])
    assert response.ok
    return response.body()


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _unbroken(text: str) -> str:
    """Returns the text without the line breaks and hyphens of a document."""
    return re.sub(r"[\s\xad\u2010-]+", "", text)
