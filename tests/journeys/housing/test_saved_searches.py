"""Saved searches, with and without an account: from the search page to the mail and its stop."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from bocage.foundation.models import OutgoingMail
from bocage.housing.alerts.tasks import match_facts
from bocage.housing.models import Dwelling, SavedSearch
from bocage.people.models import Person, Role
from tests.housing.factories import DwellingFactory, MarketFactFactory
from tests.housing.wishes import between, search_around
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.journeys.mailbox import Mailbox
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory

pytestmark = [pytest.mark.django_db(transaction=True), screens("phone")]

LEA = "lea@ville.example"


@pytest.fixture
def home(live_server: Any) -> Dwelling:
    """Returns a home around Mortagne, not yet notified to anybody."""
    return DwellingFactory(commune=CommuneFactory(mortagne=True))


def _publish_home(home: Dwelling, run_tasks: Callable[..., int]) -> None:
    """Notifies saved searches of the home, at any hour of the day of the test."""
    SavedSearch.objects.update(quiet_from=0, quiet_until=0)
    MarketFactFactory(dwelling=home)
    match_facts.defer()
    run_tasks()


def _link(mail: OutgoingMail, part: str) -> str:
    """The path of the link of a mail that holds these letters."""
    address = next(word for word in mail.text.split() if part in word)
    return urlsplit(address).path


def test_without_an_account(page: Page, home: Dwelling, run_tasks: Callable[..., int]) -> None:
    page.goto("/se-loger/?pres-de=Mortagne-au-Perche&commune=61293&prix-max=200000")
    page.get_by_role("link", name="Enregistrer cette recherche").click()
    expect(page.get_by_role("heading", name="Être alerté(e)")).to_be_visible()
    check_page(page)
    page.get_by_label("Votre adresse électronique").fill(LEA)
    page.get_by_role("button", name="Recevoir le courriel de confirmation").click()
    expect(page.get_by_role("heading", name="Ouvrez votre boîte aux lettres")).to_be_visible()
    check_page(page)

    run_tasks()
    mail = OutgoingMail.objects.get(recipient=LEA)
    page.goto(_link(mail, "confirm_search"))
    check_page(page)
    page.get_by_role("button", name="Oui, m’alerter").click()
    expect(page.get_by_role("heading", name="vous serez alerté(e)")).to_be_visible()
    page.get_by_role("link", name="Régler mes alertes").click()
    expect(page.get_by_role("heading", name="Mes recherches")).to_be_visible()
    check_page(page)

    _publish_home(home, run_tasks)
    alert = OutgoingMail.objects.filter(recipient=LEA).latest("id")
    assert "Longère de 5 pièces" in alert.subject
    stop = next(part for part in alert.html.split('"') if "housing.stop_searches" in part)
    page.goto(urlsplit(stop).path)
    page.get_by_role("button", name="Oui, arrêter").click()
    expect(page.get_by_role("heading", name="Ces alertes sont arrêtées")).to_be_visible()
    assert SavedSearch.objects.get().status == "stopped"
    page.get_by_role("link", name="Voir mes recherches, ou les reprendre").click()
    page.get_by_role("button", name="Reprendre").click()
    expect(page.get_by_text("La recherche est suivie à nouveau.")).to_be_visible()


def test_with_an_account(
    page: Page,
    home: Dwelling,
    run_tasks: Callable[..., int],
    sign_in: Callable[[Person], None],
    mailbox: Mailbox,
) -> None:
    camille = PersonFactory(name="Camille Lefèvre")
    sign_in(camille)
    page.goto("/se-loger/?pres-de=Mortagne-au-Perche&commune=61293")
    page.get_by_role("button", name="Enregistrer cette recherche").click()
    expect(page.get_by_role("heading", name="Réglages")).to_be_visible()
    check_page(page)
    page.get_by_label("Nom de la recherche").fill("Près de Mortagne")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_role("heading", name="Près de Mortagne")).to_be_visible()

    _publish_home(home, run_tasks)
    body = mailbox.open_newest_to(camille, "Longère de 5 pièces")
    mailbox.press(body, "Régler mes alertes")
    expect(page.get_by_role("link", name="Près de Mortagne", exact=True)).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Arrêter : Près de Mortagne").click()
    page.get_by_role("button", name="Défaire").click()
    expect(page.get_by_text("La recherche est suivie à nouveau.")).to_be_visible()
    assert SavedSearch.objects.get().status == "active"


def test_the_demand_in_a_commune(
    page: Page, live_server: Any, sign_in: Callable[[Person], None]
) -> None:
    mortagne = CommuneFactory(mortagne=True)
    for number in range(9):
        search_around(
            mortagne, price=between(last=150_000 + number * 20_000), rooms=between(3 + number % 3)
        )
        search_around(mortagne, offer="rental", kinds=["apartment"], price=between(last=600))
    mandate = MandateFactory(
        role=Role.ELECTED, scope=ScopeFactory(of_commune=True, commune=mortagne)
    )
    sign_in(mandate.person)

    page.goto(mortagne.get_absolute_url())
    expect(page.get_by_role("heading", name="La demande de logement ici")).to_be_visible()
    page.get_by_role("link", name="Voir ce que ces ménages cherchent").click()
    expect(page.get_by_role("heading", name="La demande à Mortagne-au-Perche")).to_be_visible()
    page.get_by_text("En tableau").first.click()
    expect(page.get_by_role("table").first).to_be_visible()
    check_page(page)


def test_the_notifications_of_a_browser(
    page: Page, live_server: Any, sign_in: Callable[[Person], None]
) -> None:
    sign_in(PersonFactory())
    page.goto("/notifications/")
    expect(page.get_by_role("button", name="Autoriser dans ce navigateur")).to_be_visible()
    check_page(page)
    page.evaluate(
        """navigator.serviceWorker.register(
            trustedTypes.createPolicy("bocage", { createScriptURL: (address) => address })
            .createScriptURL("/notifications/agent.js"))"""
    )
    page.wait_for_function(
        "navigator.serviceWorker.getRegistrations().then((all) => all.some((one) => one.active))"
    )
