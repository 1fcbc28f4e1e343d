"""Entering by a code, adding a passkey, and entering again with it alone."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.test import Client
from django.urls import get_resolver
from playwright.sync_api import Page, expect

from bocage.foundation.models import OutgoingMail
from tests.journeys.checks import check_page
from tests.journeys.passkeys import give_a_telephone
from tests.people.factories import MandateFactory


def change_address(page: Page, deliver_mails: Callable[[], list[OutgoingMail]], new: str) -> None:
    """From the profile: the new address, its code, and back."""
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
    found = re.search(r"\b\d{6}\b", mail.text)
    assert found
    return found.group()


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
    """Strangers used up what is taken without work: the page works, and nobody notices."""
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


def test_an_administrator_is_asked_for_a_second_factor(
    page: Page, live_server: Any, deliver_mails: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert get_resolver().url_patterns  # Read while the demo is on, as the other tests expect.
    monkeypatch.setattr(settings, "BOCAGE", settings.BOCAGE.model_copy(update={"demo": False}))
    person = MandateFactory().person
    TOTP.activate(person, generate_totp_secret())
    page.goto("/connexion/")
    page.get_by_label("Mon adresse électronique").fill(person.email)
    page.get_by_role("button", name="Recevoir mon code").click()
    expect(page.get_by_label("Code à six chiffres")).to_be_visible()
    digits = re.search(r"\b\d{6}\b", deliver_mails()[-1].text)
    assert digits
    page.get_by_label("Code à six chiffres").fill(digits.group())
    page.get_by_role("button", name="Entrer", exact=True).click()
    expect(page).to_have_url(re.compile(r"/connexion/second-facteur/$"))
    check_page(page)
