"""From a link of a campaign to a settled household, and back to the cost of each step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from bocage.outreach.campaigns.operations.campaigns import add_expense
from bocage.outreach.models import (
    Campaign,
    Prospect,
    ProspectConsent,
    Sequence,
    TrackedLink,
)
from bocage.outreach.prospects.operations.consents import agrees
from bocage.outreach.sequences.operations.enrolments import enter_prospect
from bocage.outreach.sequences.operations.sendings import queue_due_letters, send_due_letters
from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.welcome.models import SettlementProject
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.journeys.mailbox import Mailbox, loosely
from tests.outreach.factories import CampaignFactory, LetterFactory, TrackedLinkFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.pipeline.factories import coordinator

pytestmark = [pytest.mark.django_db(transaction=True), screens("phone")]

CAMILLE = SimpleNamespace(email="camille@rouen.example")


@pytest.fixture
def boitron(live_server: Any) -> Commune:
    return CommuneFactory(boitron=True)


@pytest.fixture
def nadia(boitron: Commune) -> Person:
    return coordinator(boitron.departement, person__name="Nadia Belkacem")


@pytest.fixture
def poster(boitron: Commune, nadia: Person) -> TrackedLink:
    """Posters in a station, which cost 240 €."""
    campaign = CampaignFactory(
        departement=boitron.departement,
        name="Affiches en gare de Rouen",
        channel=Campaign.Channel.STATION,
        budget_cents=20_000,
    )
    add_expense(
        by=nadia,
        campaign=campaign,
        label="Impression",
        amount_cents=24_000,
        spent_on=timezone.localdate(),
    )
    return TrackedLinkFactory(
        campaign=campaign, code="rouen7", label="Quai 3", destination=reverse("contact")
    )


PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Mobile Safari/604.1"
"""The default user agent names a program, and programs are not counted."""


@pytest.mark.parametrize("look", [{"user_agent": PHONE}])
def test_a_prospect_settles_and_the_campaign_shows_it(
    page: Page,
    poster: TrackedLink,
    nadia: Person,
    mailbox: Mailbox,
    sign_in: Callable[[Person], None],
) -> None:
    _leave_address(page, poster)
    _confirm(page, mailbox)
    _receive_letter(nadia)
    _describe_project(page, mailbox)
    project = SettlementProject.objects.get()
    mailbox.deliver()
    prospect = Prospect.objects.get()
    assert (prospect.status, prospect.project) == ("candidate", project)
    assert agrees(prospect, ProspectConsent.Purpose.LETTERS)
    sign_in(nadia)
    _move_in(page, project)
    _check_counts(page, poster.campaign)


def _leave_address(page: Page, poster: TrackedLink) -> None:
    """Scans the poster; each consent is requested separately, and no box is ticked in advance."""
    page.goto(f"/l/{poster.code}")
    check_page(page)
    page.get_by_label("Adresse électronique").fill(CAMILLE.email)
    page.get_by_label("Prénom et nom").fill("Camille Ferrand")
    page.get_by_label("Vous vivez à").fill("Rouen")
    page.get_by_label("recevoir par courriel les lettres").check()
    page.get_by_role("button", name="Gardons le contact").click()
    page.wait_for_url("**/merci/")
    assert not ProspectConsent.objects.in_force().exists()


def _confirm(page: Page, mailbox: Mailbox) -> None:
    """The letter that confirms leads to the page of what they receive, and to their project."""
    body = mailbox.open_newest_to(CAMILLE, "Confirmez votre adresse")
    mailbox.press(body, "Oui, c’est moi")
    page.get_by_role("button", name="Oui, c’est moi").click()
    page.get_by_role("link", name="Voir ce que vous recevez").click()
    check_page(page)
    project_url = page.get_by_role("link", name="Raconter mon projet").get_attribute("href")
    assert project_url == reverse("new_project") + "?c=rouen7"


def _receive_letter(nadia: Person) -> None:
    """Enrols them in a sequence of letters, the first of which is sent on a Tuesday at noon."""
    prospect = Prospect.objects.get()
    letter = LetterFactory(
        sequence__departement=prospect.departement,
        sequence__entry=Sequence.Entry.BY_HAND,
        subject="Une place pour vous",
        body=f"Bonjour {{prenom|à vous}},\n\n[Racontez votre projet]({reverse('new_project')}).",
    )
    today = timezone.localtime().replace(hour=12, minute=0)
    noon = today + timedelta(days=7 - (today.weekday() - 1) % 7)
    enter_prospect(by=nadia, sequence=letter.sequence, prospect=prospect)
    assert queue_due_letters(now=noon) == send_due_letters(now=noon) == 1


def _describe_project(page: Page, mailbox: Mailbox) -> None:
    """Submits the project from the link of the letter, in the six short steps of the welcome."""
    body = mailbox.open_newest_to(CAMILLE, "Une place pour vous")
    mailbox.press(body, "Racontez votre projet")
    page.get_by_role("link", name="Raconter mon projet").first.click()
    page.get_by_label("Comment vous appelez-vous").fill("Camille Ferrand")
    page.get_by_label("Où vivez-vous aujourd’hui").fill("Rouen")
    _continue(page)
    page.get_by_text("Indépendant", exact=True).click()
    _continue(page)
    page.get_by_text("Acheter", exact=True).click()
    _continue(page)
    page.get_by_label("Une commune qui vous plaît").fill("Boitron")
    _continue(page)
    page.get_by_label("Votre projet, en quelques mots").fill("Un jardin, une école.")
    _continue(page)
    page.get_by_label("lire nos réponses").check()
    page.get_by_label("Votre adresse électronique").fill(CAMILLE.email)
    page.get_by_role("button", name="Envoyer mon projet").click()
    expect(page.get_by_role("heading", name="Il reste un clic")).to_be_visible()
    body = mailbox.open_newest_to(CAMILLE, "Confirmez votre adresse")
    mailbox.press(body, "Envoyer mon projet")
    page.get_by_role("button", name="Oui, l’envoyer").click()
    expect(page.get_by_text("arrivé").first).to_be_visible()


def _move_in(page: Page, project: SettlementProject) -> None:
    page.goto(project.get_absolute_url())
    expect(page.get_by_text("Affiches en gare de Rouen").first).to_be_visible()
    page.goto(reverse("project_move", args=[project.pk]))
    page.locator("[name=etape][value=settled]").check()
    page.locator("[name=commune]").fill("Boitron")
    page.locator("[name=moved_in_on]").fill(timezone.localdate().isoformat())
    page.get_by_role("button", name="Changer d’étape").click()
    project.refresh_from_db()
    assert (project.stage, str(project.commune)) == ("settled", "Boitron")


def _check_counts(page: Page, campaign: Campaign) -> None:
    """Checks that each step counts one, by first and last contact, and costs all the expenses."""
    page.goto(campaign.get_absolute_url())
    check_page(page)
    for step in ("Visites des liens", "Prospects", "Candidats", "Venus voir", "Ménages installés"):
        row = page.locator("tbody tr").filter(has=page.locator("th", has_text=loosely(step)))
        cells = [" ".join(text.split()) for text in row.locator("td").all_text_contents()]
        assert cells == ["1", "240,00 €", "1", "240,00 €"], step
    expect(page.get_by_text("de trop")).to_be_visible()
    page.get_by_role("link", name="Ses prospects").click()
    expect(page.get_by_role("link", name="Camille Ferrand")).to_be_visible()
    check_page(page)


def _continue(page: Page) -> None:
    page.get_by_role("button", name="Continuer").click()
