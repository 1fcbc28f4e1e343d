"""Setup of an instance in a browser, from the link of the terminal to the first month."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from bocage.first_steps.operations.ownership import make_owner_link
from bocage.foundation.models import OutgoingMail
from bocage.people.models import Mandate, Role
from bocage.territory.imports.decoupage_administratif import parse
from bocage.territory.operations import departements
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.journeys.passkeys import give_a_telephone
from tests.territory.imports.test_decoupage_administratif import pack

pytestmark = [pytest.mark.django_db(transaction=True), screens("desk")]


@pytest.fixture(autouse=True)
def _empty_instance(in_production: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Disables the demo, and replaces the reference data by a small one."""
    monkeypatch.setattr(departements, "read_reference", lambda: parse(pack()))
    monkeypatch.setattr(departements, "read_positions", dict)


def take_the_instance(page: Page) -> None:
    """Takes the instance by the link, whose page explains who may open it."""
    page.goto("/" + make_owner_link().split("/", 3)[3])
    check_page(page)
    page.get_by_label("Mon nom").fill("Ada Lefèvre")
    page.get_by_label("Mon adresse électronique").fill("ada@perche.example")
    page.get_by_role("button", name="Commencer").click()
    expect(page.get_by_role("heading", name="Premiers pas")).to_be_visible()
    check_page(page)


def bring_the_orne(page: Page, run_tasks: Callable[..., int]) -> None:
    """The page shows that it comes, and that it has come."""
    page.get_by_role("link", name="Y aller : Le territoire").click()
    check_page(page)
    page.get_by_label("Département").select_option("61")
    page.get_by_role("button", name="Apporter ses communes").click()
    expect(page.get_by_text("Vous pouvez passer à la suite")).to_be_visible()
    check_page(page)
    run_tasks()
    expect(page.get_by_text("1 commune, 1 intercommunalité")).to_be_visible()
    following = page.get_by_role("link", name=re.compile("Étape suivante"))
    expect(following).to_have_class("btn btn-main")
    following.click()


def name_it(page: Page) -> None:
    check_page(page)
    page.get_by_label("Nom de l’instance").fill("Perche d’accueil")
    page.get_by_label("Nom du territoire").fill("le Perche")
    page.get_by_role("button", name="Enregistrer").click()


def have_a_mail_come_back(page: Page, deliver_mails: Callable[[], list[OutgoingMail]]) -> None:
    """Sends the trial mail, opens its link in the same browser, and presses the button."""
    expect(page.get_by_role("heading", name="Les courriels")).to_be_visible()
    check_page(page)
    page.get_by_label("Adresse d’où partent les courriels").fill("bonjour@perche.example")
    page.get_by_role("button", name="Enregistrer et m’envoyer un essai").click()
    expect(page.get_by_text("L’essai part vers ada@perche.example")).to_be_visible()
    check_page(page)
    mail = deliver_mails()[-1]
    match = re.search(r"https?://[^/\s]+(/\S+:\S+)", mail.text)
    assert match
    page.goto(match.group(1))
    page.get_by_role("button", name="Oui, il est arrivé").click()
    page.get_by_role("link", name="Continuer les premiers pas").click()


def add_a_key(page: Page) -> None:
    """The page of the keys leads back to the step."""
    give_a_telephone(page)
    page.get_by_role("link", name=re.compile("Y aller.*Votre clé d’accès")).click()
    check_page(page)
    page.get_by_role("link", name="Ajouter une clé d’accès").click()
    page.get_by_label("Nom de cette clé").fill("Mon téléphone")
    page.get_by_role("button", name="Créer la clé").click()
    page.get_by_role("link", name="C’est gardé, continuer").click()
    expect(page.get_by_text("Vous avez un second facteur")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="Voir toutes les étapes").click()


def test_from_the_link_of_the_terminal_to_the_first_month(
    page: Page,
    run_tasks: Callable[..., int],
    deliver_mails: Callable[[], list[OutgoingMail]],
) -> None:
    take_the_instance(page)
    bring_the_orne(page, run_tasks)
    name_it(page)
    have_a_mail_come_back(page, deliver_mails)

    page.get_by_role("link", name="Y aller : Qui accueille").click()
    check_page(page)
    page.get_by_label("Son adresse électronique").fill("lou@perche.example")
    page.get_by_role("button", name="Confier l’accueil").click()
    expect(page.get_by_role("heading", name="Les lieux")).to_be_visible()
    check_page(page)

    page.get_by_label("Nom du lieu").fill("La Clairière")
    page.get_by_label("Commune", exact=True).fill("Boitron")
    page.get_by_role("button", name="Ajouter ce lieu").click()
    expect(page.get_by_role("link", name="La Clairière")).to_be_visible()
    check_page(page)

    page.goto("/espace/premiers-pas/")
    add_a_key(page)
    expect(page.get_by_text("L’instance est prête.")).to_be_visible()
    expect(page.get_by_role("heading", name="Le premier mois")).to_be_visible()
    check_page(page)
    page.goto("/espace/")
    expect(page.get_by_role("heading", name="Le premier mois")).to_be_visible()
    expect(page.get_by_text("Premiers pas")).to_have_count(0)
    check_page(page)
    assert Mandate.objects.filter(role=Role.COORDINATOR).count() == 1
