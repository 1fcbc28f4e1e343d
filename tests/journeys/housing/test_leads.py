"""The hidden market, from the signed link of a mayor to a candidate who calls the owner."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from bocage.housing.leads.operations.freshness import ask_about_old_leads, hide_stale_leads
from bocage.housing.models import Lead, LeadRelease
from bocage.housing.town_hall_letters.operations import send_letter
from bocage.people.models import Person, Role
from bocage.territory.models import Commune
from tests.housing.factories import LeadFactory, SavedSearchFactory
from tests.housing.leads.factories import candidate, phone_photo, town_hall
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.journeys.mailbox import Mailbox
from tests.territory.factories import CommuneFactory

pytestmark = [pytest.mark.django_db(transaction=True), screens("phone")]

PHONE = "02 33 00 00 01"


class Village(NamedTuple):
    """Boitron, its mayor, and a candidate who is accompanied."""

    boitron: Commune
    mayor: Person
    camille: Person


@pytest.fixture
def village(live_server: Any) -> Village:
    boitron = CommuneFactory(boitron=True)
    mayor = town_hall(boitron, role=Role.ELECTED, person__name="Gérard Poulain")
    return Village(boitron, mayor, candidate(person__name="Camille Ferrand"))


def test_a_home_that_only_the_village_knows(
    page: Page, village: Village, mailbox: Mailbox, sign_in: Callable[[Person], None]
) -> None:
    boitron, mayor, camille = village
    SavedSearchFactory(person=camille)
    send_letter(person=mayor, commune=boitron, week=timezone.localdate(), now=timezone.now())
    body = mailbox.open_newest_to(mayor, "Quoi de neuf à Boitron ?")
    mailbox.press(body, "Je connais un logement")
    _report_in_a_few_taps(page)
    lead = Lead.objects.get()

    sign_in(camille)
    _ask_for_the_number(page)
    body = mailbox.open_newest_to(mayor, "Boitron : Camille Ferrand demande le numéro")
    mailbox.press(body, "Oui, lui donner le numéro")
    page.get_by_role("button", name="Oui, donner le numéro").click()
    expect(page.get_by_role("heading", name="Le numéro est donné à Camille")).to_be_visible()
    assert LeadRelease.objects.get().released_by == mayor

    body = mailbox.open_newest_to(camille, "Boitron : la mairie vous donne le numéro")
    mailbox.press(body, "Lire le numéro")
    _read_the_number(page)

    sign_in(mayor)
    page.goto(lead.get_absolute_url())
    expect(page.locator("section", has_text="Qui a lu le numéro").last).to_contain_text(
        "Camille Ferrand"
    )
    check_page(page)

    sign_in(camille)
    _let_lead_expire_and_confirm_it(page, mailbox, lead, mayor)


def _report_in_a_few_taps(page: Page) -> None:
    expect(page.get_by_role("heading", name="Je connais un logement")).to_be_visible()
    check_page(page)
    page.get_by_text("Maison", exact=True).click()
    page.get_by_text("À louer", exact=True).click()
    expect(page.get_by_text("80 000 à 120 000 €")).to_be_hidden()
    page.get_by_text("Bientôt", exact=True).click()
    expect(page.get_by_text("80 000 à 120 000 €")).to_be_visible()
    page.get_by_text("à louer", exact=True).click()
    expect(page.get_by_text("80 000 à 120 000 €")).to_be_hidden()
    page.get_by_text("À vendre", exact=True).click()
    expect(page.get_by_text("Il sera…")).to_be_hidden()
    page.get_by_text("80 000 à 120 000 €").click()
    page.get_by_label("À peu près où").fill("Au bout du chemin de la Croix")
    file = phone_photo(size=(800, 600))
    page.get_by_label("Une photo").set_input_files(
        {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": file.read()}
    )
    page.get_by_text("des candidats choisis aussi").click()
    page.locator("summary", has_text="Ajouter le propriétaire").click()
    page.get_by_label("Nom du propriétaire").fill("Odile Lefranc")
    page.get_by_label("Son téléphone").fill(PHONE)
    page.get_by_role("button", name="Signaler ce logement").click()
    expect(page.get_by_role("heading", name="1 famille accompagnée cherche cela")).to_be_visible()
    check_page(page)


def _ask_for_the_number(page: Page) -> None:
    page.goto("/espace/")
    page.get_by_role("link", name="Voir les pistes").click()
    expect(page.get_by_role("heading", name="Maison à vendre")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="Maison à vendre").click()
    expect(page.locator("main")).not_to_contain_text("chemin de la Croix")
    expect(page.locator("main")).not_to_contain_text("Odile")
    check_page(page)
    page.get_by_label("Un mot pour la mairie").fill("Nous sommes quatre, libres samedi.")
    page.get_by_role("button", name="Demander le numéro").click()
    expect(page.get_by_text("Votre demande est partie à la mairie")).to_be_visible()


def _read_the_number(page: Page) -> None:
    page.get_by_role("button", name="Voir le nom et le numéro").click()
    expect(page.get_by_text("Odile Lefranc")).to_be_visible()
    expect(page.get_by_role("link", name=PHONE)).to_be_visible()
    check_page(page)
    page.goto(reverse("own_data"))
    expect(page.locator("main")).to_contain_text("numéro lu")


def _let_lead_expire_and_confirm_it(
    page: Page, mailbox: Mailbox, lead: Lead, mayor: Person
) -> None:
    in_a_month = timezone.now() + timedelta(days=31)
    ask_about_old_leads(now=in_a_month)
    mailbox.open_newest_to(mayor, "Boitron : toujours libre ?")
    hide_stale_leads(now=in_a_month + timedelta(days=8))
    page.goto("/espace/pistes/")
    expect(page.get_by_role("heading", name="Aucune piste pour l’instant")).to_be_visible()
    page.goto(lead.get_absolute_url())
    expect(page.locator("main")).not_to_contain_text("Maison")
    body = mailbox.open_newest_to(mayor, "Boitron : une piste masquée, faute de nouvelles")
    mailbox.press(body, "Il est toujours libre")
    check_page(page)
    page.get_by_role("button", name="Oui, toujours libre").click()
    expect(page.get_by_role("heading", name="la piste est montrée")).to_be_visible()
    page.goto("/espace/pistes/")
    expect(page.get_by_role("heading", name="Maison à vendre")).to_be_visible()
    assert list(lead.facts.order_by("happened_at").values_list("kind", flat=True)) == [
        "appeared",
        "back",
    ]


def test_a_town_hall_keeps_its_leads(
    page: Page, village: Village, sign_in: Callable[[Person], None]
) -> None:
    boitron = village.boitron
    sign_in(village.mayor)
    page.goto(boitron.get_absolute_url())
    page.get_by_role("link", name="Je connais un logement").click()
    page.get_by_text("Terrain", exact=True).click()
    page.get_by_text("Bientôt", exact=True).click()
    page.get_by_role("button", name="Signaler ce logement").click()
    expect(page.get_by_text("C’est noté.")).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("Terrain, bientôt"))).to_be_visible()

    page.get_by_role("link", name="Clore").click()
    check_page(page)
    page.get_by_role("button", name="Clore la piste").click()
    expect(page.get_by_role("link", name="Dites pourquoi la piste se ferme.")).to_be_visible()
    page.get_by_text("Plus libre", exact=False).first.click()
    page.get_by_role("button", name="Clore la piste").click()
    expect(page.get_by_text("La piste est close.")).to_be_visible()
    page.get_by_role("button", name=re.compile("Annuler|Rouvrir")).first.click()
    expect(page.get_by_text("La piste est rouverte.")).to_be_visible()

    page.goto(f"/espace/pistes/commune/{boitron.pk}/")
    expect(page.get_by_role("link", name="Terrain, bientôt")).to_be_visible()
    check_page(page)


def test_an_english_candidate_reads_leads(
    page: Page, village: Village, sign_in: Callable[[Person], None]
) -> None:
    lead = LeadFactory(commune=village.boitron)
    sign_in(candidate(person__language="en"))
    page.goto("/en" + urlsplit(lead.get_absolute_url()).path)
    expect(page.get_by_role("heading", name="House for sale")).to_be_visible()
    expect(page.get_by_role("button", name="Ask for the number")).to_be_visible()
    check_page(page)
