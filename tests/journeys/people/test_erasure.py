"""A person reads what is erased and retained, proves their identity, and has their account
erased."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from bocage.foundation.models import OutgoingMail
from bocage.people.models import Person
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.journeys.people.test_sign_in import digits_in

pytestmark = screens("phone")


def test_an_account_is_erased_by_its_holder(
    page: Page, live_server: Any, deliver_mails: Callable[[], list[OutgoingMail]]
) -> None:
    page.goto("/connexion/?next=/compte/donnees/")
    page.get_by_label("Mon adresse électronique").fill("camille@exemple.example")
    page.get_by_role("button", name="Recevoir mon code").click()
    expect(page.get_by_label("Code à six chiffres")).to_be_visible()
    page.get_by_label("Code à six chiffres").fill(digits_in(deliver_mails()[-1]))
    page.get_by_role("button", name="Entrer", exact=True).click()
    page.get_by_role("link", name="Effacer mon compte").click()
    expect(page.get_by_role("heading", name="Ce qui reste, et pourquoi")).to_be_visible()
    check_page(page)

    page.get_by_label("J’ai compris").check()
    page.get_by_role("button", name="Effacer mon compte pour toujours").click()

    expect(page.get_by_role("heading", name="Votre compte est effacé")).to_be_visible()
    check_page(page)
    assert not Person.objects.filter(email="camille@exemple.example").exists()
    page.goto("/compte/")
    expect(page.get_by_label("Mon adresse électronique")).to_be_visible()
