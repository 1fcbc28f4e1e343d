"""« Mon projet », from the first step on a phone to the page of the household."""

import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from bocage.people.models import Person
from bocage.welcome.messages.operations.thread import write_to_household
from bocage.welcome.models import FollowedHome, SettlementProject
from tests.housing.factories import DwellingFactory
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.journeys.mailbox import Mailbox
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.factories import FollowedHomeFactory, ProjectFactory, coordinator_of

pytestmark = [pytest.mark.django_db(transaction=True), screens("phone")]


@pytest.fixture
def anne(live_server: Any) -> Person:
    """Returns the coordinator of the Orne's welcome."""
    CommuneFactory(boitron=True)
    departement = ProjectFactory().departement
    SettlementProject.objects.all().delete()
    project = ProjectFactory.build(departement=departement)
    return coordinator_of(project, person__name="Anne Lemoine", person__phone="0233810000")


def go_on(page: Page, title: str) -> None:
    """« Continuer », and the next step is there, sound for every eye."""
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(title))
    check_page(page)


def test_a_household_tells_its_project_and_is_answered(
    page: Page, anne: Person, mailbox: Mailbox, sign_in: Callable[[Person], None], screen: str
) -> None:
    page.goto(reverse("new_project"))
    check_page(page)
    picture(page, f"start-{screen}")
    page.get_by_role("link", name="Raconter mon projet").click()
    page.get_by_label("Comment vous appelez-vous").fill("Camille Marchand")
    page.get_by_label("Combien d’adultes").fill("2")
    check_page(page)
    picture(page, f"step-{screen}")
    go_on(page, "Votre travail")
    page.get_by_label("Indépendant").check()
    go_on(page, "Ce qu’il vous faut")
    page.get_by_label("Acheter", exact=True).check()
    page.get_by_label("Budget d’achat").fill("180000")
    go_on(page, "Où et quand")
    page.get_by_label("Une commune qui vous plaît").fill("Boitron")
    go_on(page, "Avec vos mots")
    page.get_by_label("Qu’est-ce qui vous inquiète").fill("L’hiver.")
    go_on(page, "Ce que vous acceptez")
    page.get_by_label("peut lire nos réponses").check()
    page.get_by_label("Votre adresse électronique").fill("camille@exemple.example")
    picture(page, f"send-{screen}")
    page.get_by_role("button", name="Envoyer mon projet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Il reste un clic")
    check_page(page)

    camille = PersonFactory.build(email="camille@exemple.example")
    body = mailbox.open_newest_to(camille, "Confirmez votre adresse")
    mailbox.press(body, "Envoyer mon projet")
    page.get_by_role("button", name="Oui, l’envoyer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre projet est arrivé")
    project = SettlementProject.objects.get()
    write_to_household(by=anne, project=project, words="Bienvenue ! Je vous appelle demain.")
    camille = Person.objects.get(email="camille@exemple.example")
    mailbox.open_newest_to(camille, "Anne Lemoine vous écrit")

    sign_in(camille)
    page.goto(reverse("own_project"))
    expect(page.get_by_text("Je vous appelle demain.")).to_be_visible()
    check_page(page)
    page.get_by_label("Votre message").fill("Avec plaisir, après 18 h.")
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_text("Avec plaisir, après 18 h.")).to_be_visible()
    mailbox.open_newest_to(anne, "Camille Marchand")


def test_the_page_of_a_household_that_looks_for_its_home(
    page: Page, anne: Person, sign_in: Callable[[Person], None], screen: str
) -> None:
    camille, sacha = PersonFactory(name="Camille Marchand"), PersonFactory(name="Sacha Marchand")
    project = ProjectFactory(answered=True, adults=[camille, sacha], coordinator=anne)
    boitron = CommuneFactory(boitron=True)
    project.communes.add(boitron)
    write_to_household(
        by=anne,
        project=project,
        words="Bonjour Camille et Sacha !\n\nBoitron et Essay vous iraient bien : une école, "
        "la fibre, et vingt minutes jusqu’à la gare.",
    )
    for number, status in enumerate(("to_visit", "wanted", "no")):
        FollowedHomeFactory(
            project=project,
            dwelling=DwellingFactory(commune=boitron, title=f"Longère avec jardin {number + 1}"),
            status=status,
            visit_at=timezone.now() + timedelta(days=2) if status == "to_visit" else None,
            mark=4 if status == "to_visit" else None,
        )
    DwellingFactory(commune=boitron, title="Maison de bourg")
    sign_in(camille)

    page.goto(reverse("own_project"))

    expect(page.get_by_role("link", name="02 33 81 00 00")).to_be_visible()
    expect(page.get_by_role("link", name="Longère avec jardin 1")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="Réponses et accords").press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Changer : Où et quand")).to_be_visible()
    check_page(page)
    page.goto(reverse("own_project") + "#accords")
    expect(page.get_by_role("button", name="Accepter").first).to_be_visible()
    picture(page, f"own-{screen}")
    for name in (
        "own_adult_invite",
        "own_project_pause",
        "own_project_close",
        "own_project_erase",
    ):
        page.goto(reverse(name))
        check_page(page)
    page.goto(reverse("own_home", args=[FollowedHome.objects.get(status="to_visit").pk]))
    check_page(page)
    picture(page, f"home-{screen}")
    page.goto(reverse("own_answers", args=["besoins"]))
    check_page(page)
    picture(page, f"answers-{screen}")
    for wish, rents, buys in (("Louer", True, False), ("Acheter", False, True)):
        page.get_by_text(wish, exact=True).click()
        expect(page.get_by_label("Loyer au plus")).to_be_visible(visible=rents)
        expect(page.get_by_label("Budget d’achat")).to_be_visible(visible=buys)


def picture(page: Page, name: str) -> None:
    folder = os.environ.get("PICTURES")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)
