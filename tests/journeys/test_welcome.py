"""The whole welcome, through the mailbox and four pairs of eyes: a household writes from a phone,
and a year of company later it is at home. Each step is the next page that somebody opens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from bocage.people.models import Person, Role
from bocage.territory.models import Commune
from bocage.welcome.models import SettlementProject
from tests.housing.lead_factories import town_hall
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.journeys.mailbox import Mailbox
from tests.people.factories import MandateFactory, ScopeFactory
from tests.territory.factories import CommuneFactory
from tests.workspaces.factories import PlaceFactory, ResourceFactory

pytestmark = pytest.mark.django_db(transaction=True)

CAMILLE = "camille@paris.example"
SignIn = Callable[[Person], None]


class Country(NamedTuple):
    """Boitron and Sées with their mayors, the welcome of the Orne, and somebody who would help."""

    boitron: Commune
    sees: Commune
    mayor: Person
    other_mayor: Person
    nadia: Person


@pytest.fixture
def country(live_server: Any) -> Country:
    boitron, sees = CommuneFactory(boitron=True), CommuneFactory(sees=True)
    scope = ScopeFactory(of_departement=True, departement=boitron.departement)
    nadia = MandateFactory(
        role=Role.COORDINATOR,
        scope=scope,
        person__name="Nadia Belkacem",
        person__email="nadia@orne.example",
    ).person
    ResourceFactory(place=PlaceFactory(boitron=True))
    return Country(
        boitron=boitron,
        sees=sees,
        mayor=town_hall(boitron, role=Role.ELECTED, person__name="Gérard Poulain"),
        other_mayor=town_hall(sees, role=Role.ELECTED, person__name="Anne Royer"),
        nadia=nadia,
    )


@dataclass(frozen=True)
class Story:
    """What each chapter needs: a browser, a mailbox, and who comes in."""

    page: Page
    mailbox: Mailbox
    sign_in: SignIn
    country: Country


@screens("phone")
def test_a_household_from_its_first_word_to_its_first_months_here(
    page: Page, country: Country, mailbox: Mailbox, sign_in: SignIn
) -> None:
    story = Story(page, mailbox, sign_in, country)
    project, camille = _sends_its_project(page, mailbox)
    _has_its_first_answer(story, project, camille)


def _sends_its_project(page: Page, mailbox: Mailbox) -> tuple[SettlementProject, Person]:
    """Six short steps on a phone, then one click in the mail: nobody made an account."""
    page.goto(reverse("new_project"))
    check_page(page)
    page.get_by_role("link", name="Raconter mon projet").click()
    page.get_by_label("Comment vous appelez-vous ?").fill("Camille Ferrand")
    page.get_by_label("Où vivez-vous aujourd’hui ?").fill("Paris")
    page.get_by_label("Combien d’adultes ?").fill("2")
    page.get_by_label("Combien d’enfants ?").fill("2")
    page.get_by_text("École", exact=True).click()
    check_page(page)
    _goes_on(page)
    page.get_by_text("Indépendant", exact=True).click()
    page.get_by_label("Votre métier").fill("graphiste")
    _goes_on(page)
    page.get_by_text("Acheter", exact=True).click()
    page.get_by_label("Budget d’achat (€)").fill("180000")
    _goes_on(page)
    page.get_by_label("Une commune qui vous plaît").fill("Boitron")
    page.get_by_label("Une deuxième").fill("Sées")
    _goes_on(page)
    page.get_by_label("Votre projet, en quelques mots").fill("Une maison, une école, du calme.")
    _goes_on(page)
    for agreed in ("lire nos réponses", "aux mairies", "qui peuvent nous aider"):
        page.get_by_label(agreed).check()
    page.get_by_label("Votre adresse électronique").fill(CAMILLE)
    check_page(page)
    page.get_by_role("button", name="Envoyer mon projet").click()
    expect(page.get_by_role("heading", name="Il reste un clic")).to_be_visible()
    assert not SettlementProject.objects.exists()

    body = mailbox.open_newest_to(SimpleNamespace(email=CAMILLE), "Confirmez votre adresse")
    mailbox.press(body, "Envoyer mon projet")
    page.get_by_role("button", name="Oui, l’envoyer").click()
    expect(page.get_by_text("arrivé").first).to_be_visible()
    return SettlementProject.objects.get(), Person.objects.get(email=CAMILLE)


def _goes_on(page: Page) -> None:
    page.get_by_role("button", name="Continuer").click()


def _has_its_first_answer(story: Story, project: SettlementProject, camille: Person) -> None:
    """Nadia reads the project and answers; it is on the page of the household, and in its mail."""
    page = story.page
    story.sign_in(story.country.nadia)
    page.goto(project.get_absolute_url())
    page.get_by_label("Votre message").fill("Bonjour Camille, je vous accompagne. Samedi ?")
    page.get_by_role("button", name="Envoyer").first.click()
    expect(page.get_by_text("je vous accompagne").first).to_be_visible()
    story.mailbox.open_newest_to(camille, "Nadia Belkacem vous écrit")
    story.sign_in(camille)
    page.goto(reverse("own_project"))
    expect(page.get_by_text("Bonjour Camille, je vous accompagne").first).to_be_visible()
    check_page(page)
