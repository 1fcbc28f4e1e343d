"""Relays in a browser: a mayor answers from the mail, and reads « ma commune »; the coordinator
sends requests, and reviews unassigned mails."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from bocage.foundation.models import ReceivedMail
from bocage.people.models import Person, Role
from bocage.welcome.models import Relay
from bocage.welcome.relays.links import relay_link
from tests.housing.factories import LeadFactory
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.relays.factories import RelayFactory, agree, coordinator, town_hall

pytestmark = [pytest.mark.django_db(transaction=True), screens("phone")]

MESSAGE = (
    "Camille et Hugo cherchent une maison à louer pour janvier, près d’une école. "
    "Ils télétravaillent trois jours sur cinq."
)


@pytest.fixture
def relay(live_server: Any) -> Relay:
    """Creates a pending request to Boitron about Camille and Hugo, and two earlier households."""
    boitron = CommuneFactory(boitron=True)
    household = [PersonFactory(name="Camille Marchand"), PersonFactory(name="Hugo Marchand")]
    project = ProjectFactory(departement=boitron.departement, adults=household)
    project.communes.set([boitron, CommuneFactory(essay=True)])
    agree(project)
    answered_project = ProjectFactory(adults=[PersonFactory(name="Awa Diop")])
    agree(answered_project)
    RelayFactory(commune=boitron, project=answered_project, yes=True)
    settled_project = ProjectFactory(
        settled=True, commune=boitron, adults=[PersonFactory(name="Léa Roy")]
    )
    agree(settled_project)
    LeadFactory(commune=boitron)
    new_relay: Relay = RelayFactory(commune=boitron, project=project, words=MESSAGE)
    return new_relay


def test_a_mayor_answers_from_the_mail(page: Page, relay: Relay) -> None:
    mayor = town_hall(relay.commune, Role.ELECTED, person__name="Gérard Poulain")
    page.goto(reverse("relay_signed", args=[relay_link.token(mayor.pk, relay.pk)]))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Que peut-on lui répondre")
    check_page(page)
    page.get_by_role("link", name="Oui, nous avons peut-être un logement").click()
    page.get_by_label("Un mot pour la personne").fill("Passez samedi matin.")
    check_page(page)
    page.get_by_role("button", name="Oui, confirmer").click()
    expect(page.get_by_role("heading", name="Quel logement ?")).to_be_visible()
    check_page(page)
    page.get_by_text("Maison", exact=True).click()
    page.get_by_text("À louer", exact=True).click()
    page.get_by_role("button", name="Signaler ce logement").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("C’est répondu")
    page.get_by_text("Proposer quelqu’un d’autre").click()
    check_page(page)
    page.get_by_role("button", name="Ce sera moi").click()
    expect(page.get_by_text("Vous vous êtes proposé(e) ici")).to_be_visible()
    check_page(page)
    relay.refresh_from_db()
    assert (relay.answer, relay.lead is not None) == ("yes", True)


def test_ma_commune(page: Page, relay: Relay, sign_in: Callable[[Person], None]) -> None:
    sign_in(town_hall(relay.commune, person__name="Odile Prévost"))
    page.goto(reverse("own_communes"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Boitron")
    check_page(page)
    page.get_by_role("link", name="Proposer une personne").click()
    check_page(page)
    page.goto(reverse("own_commune", args=[relay.commune.slug]))
    page.get_by_role("link", name="Répondre").first.click()
    check_page(page)
    page.get_by_role("link", name="Pas maintenant").click()
    check_page(page)
    page.get_by_role("button", name="Pas maintenant, confirmer").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("C’est répondu")


@screens("desk")
def test_the_welcome_asks_and_looks(
    page: Page, relay: Relay, sign_in: Callable[[Person], None]
) -> None:
    claire = coordinator(relay.commune.departement, person__name="Claire Martin")
    ReceivedMail.objects.create(
        message_id="<1@travail.example>",
        kind="project",
        key=relay.project_id,
        sender="camille.bureau@travail.example",
        sender_name="Camille M.",
        words="Nous venons samedi, c’est sûr.",
        whole="Nous venons samedi, c’est sûr.",
        state="held",
        reason="Cette adresse n’est celle d’aucun adulte du ménage.",
        received_at=timezone.now(),
    )
    sign_in(claire)
    page.goto(reverse("held_mails"))
    check_page(page)
    page.get_by_role("button", name="C’est bien le ménage").click()
    expect(page.get_by_text("Aucun courriel à regarder")).to_be_visible()
    page.goto(reverse("own_communes"))
    check_page(page)
    page.goto(reverse("relay_ask", args=[relay.project_id]))
    check_page(page)
    page.get_by_label("Essay").check()
    page.get_by_role("button", name="Envoyer la question").click()
    expect(page.get_by_text("Personne n’est connu pour Essay")).to_be_visible()
    check_page(page)
