"""Entering by a code, adding a passkey, and entering again with it alone."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from bocage.foundation.models import OutgoingMail
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.journeys.passkeys import give_a_telephone
from tests.people.factories import MandateFactory

pytestmark = screens("phone")


def change_address(page: Page, deliver_mails: Callable[[], list[OutgoingMail]], new: str) -> None:
    """Changes the address from the profile: new address, code, and back."""
    page.goto("/compte/")
    page.get_by_role("link", name="Changer d’adresse").click()
    expect(page.get_by_label("Ma nouvelle adresse électronique")).to_be_visible()
    check_page(page)
    page.get_by_label("Ma nouvelle adresse électronique").fill(new)
    page.get_by_role("button", name="Recevoir un code à cette adresse").click()
    expect(page.get_by_label("Code à six chiffres")).to_be_visible()
    check_page(page)
    page.get_by_label("Code à six chiffres").fill(digits_in(deliver_mails()[-1]))
    page.get_by_role("button", name="Confirmer cette adresse").click()
    expect(page.get_by_text(f"Votre compte s’ouvre maintenant avec {new}.")).to_be_visible()


def digits_in(mail: OutgoingMail) -> str:
    match = re.search(r"\b\d{6}\b", mail.text)
    assert match
    return match.group()


def test_code_then_passkey(page: Page, live_server, deliver_mails) -> None:
    give_a_telephone(page)
    page.goto("/connexion/?next=/compte/cles/")
    check_page(page)
    page.get_by_label("Mon adresse électronique").fill("camille@exemple.example")
    page.get_by_role("button", name="Recevoir mon code").click()
    expect(page.get_by_label("Code à six chiffres")).to_be_visible()
    check_page(page)
    page.get_by_label("Code à six chiffres").fill(digits_in(deliver_mails()[-1]))
    page.get_by_role("button", name="Entrer", exact=True).click()

    page.get_by_role("link", name="Ajouter une clé d’accès").click()
    page.get_by_label("Nom de cette clé").fill("Mon téléphone")
    page.get_by_role("button", name="Créer la clé").click()
    expect(page).to_have_url(re.compile(r"/compte/cles/secours/$"))
    check_page(page)
    page.get_by_role("link", name="C’est gardé, continuer").click()
    expect(page).to_have_url(re.compile(r"/compte/cles/(liste/)?$"))
    expect(page.get_by_text("Mon téléphone")).to_be_visible()
    page.wait_for_load_state()
    check_page(page)
    page.goto("/compte/confirmer/cle/")
    expect(page.get_by_role("button", name="Utiliser ma clé d’accès")).to_be_visible()
    check_page(page)

    change_address(page, deliver_mails, "camille@nouvelle.example")

    page.context.clear_cookies()
    page.goto("/connexion/?next=/compte/sessions/")
    page.get_by_role("button", name="Utiliser ma clé d’accès").click()
    expect(page.get_by_role("heading", name="Mes sessions")).to_be_visible()


def test_third_code_of_an_address_comes_by_the_work_of_the_browser(
    page: Page, live_server: Any, deliver_mails: Any
) -> None:
    """The quota without proof of work is used up: the page does the work, unnoticed."""
    address = "camille@exemple.example"
    for number in range(3):
        Client().post("/connexion/", {"email": address}, REMOTE_ADDR=f"198.51.100.{number}")
    assert len(deliver_mails()) == 1
    page.goto("/connexion/")
    page.get_by_label("Mon adresse électronique").fill(address)
    page.get_by_role("button", name="Recevoir mon code").click()
    expect(page.get_by_label("Code à six chiffres")).to_be_visible()
    check_page(page)

    page.get_by_role("button", name="Recevoir un autre code").click()
    expect(page.get_by_text("Un code vient de partir, et il sert encore.")).to_be_visible()

    page.get_by_label("Code à six chiffres").fill(digits_in(deliver_mails()[-1]))
    page.get_by_role("button", name="Entrer", exact=True).click()
    expect(page).to_have_url(re.compile(r"/espace/"))


def test_page_without_scripts_says_when_to_come_back(browser: Any, live_server: Any) -> None:
    address = "camille@exemple.example"
    for number in range(2):
        Client().post("/connexion/", {"email": address}, REMOTE_ADDR=f"198.51.100.{number}")
    with browser.new_context(java_script_enabled=False, base_url=live_server.url) as context:
        page = context.new_page()
        page.goto("/connexion/")
        page.get_by_label("Mon adresse électronique").fill(address)
        page.get_by_role("button", name="Recevoir mon code").click()

        expect(page.get_by_text("Sans JavaScript, réessayez dans")).to_be_visible()


def enter_by_mail(page: Page, deliver_mails: Any, address: str) -> None:
    """The address, then the digits that leave for it."""
    page.goto("/connexion/")
    page.get_by_label("Mon adresse électronique").fill(address)
    page.get_by_role("button", name="Recevoir mon code").click()
    expect(page.get_by_label("Code à six chiffres")).to_be_visible()
    page.get_by_label("Code à six chiffres").fill(digits_in(deliver_mails()[-1]))
    page.get_by_role("button", name="Entrer", exact=True).click()


@screens("desk")
@pytest.mark.usefixtures("in_production")
def test_an_administrator_adds_a_key_keeps_the_codes_and_enters_by_one(
    page: Page, live_server: Any, deliver_mails: Any, tmp_path: Path
) -> None:
    give_a_telephone(page)
    person = MandateFactory().person
    enter_by_mail(page, deliver_mails, person.email)
    expect(page.get_by_text("Votre mandat demande un second facteur.")).to_be_visible()
    check_page(page)

    page.get_by_role("link", name="Ajouter une clé d’accès").click()
    page.get_by_role("button", name="Créer la clé").click()
    codes = page.get_by_label("Vos dix codes").input_value().splitlines()
    assert len(set(codes)) == 10
    check_page(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger").click()
    download.value.save_as(tmp_path / "codes.txt")
    assert (tmp_path / "codes.txt").read_text().splitlines() == codes
    expect(page.get_by_role("button", name="Imprimer")).to_be_visible()
    page.get_by_role("link", name="C’est gardé, continuer").click()
    expect(page.get_by_text("Il reste 10 codes sur dix.")).to_be_visible()
    check_page(page)
    page.goto("/espace/reglages/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Réglages de l’instance")

    page.context.clear_cookies()
    enter_by_mail(page, deliver_mails, person.email)
    expect(page).to_have_url(re.compile(r"/connexion/second-facteur/$"))
    check_page(page)
    page.get_by_label("Code de votre application, ou code de secours").fill(codes[0])
    page.get_by_role("button", name="Entrer avec ce code").click()
    expect(page.get_by_text("Il vous reste 9 codes de secours.")).to_be_visible()
