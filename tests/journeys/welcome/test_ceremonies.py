"""A ceremony from the mail that requests a date to the certificate, through the mailbox."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from bocage.people.models import Person, Role
from bocage.welcome.ceremonies.operations.scheduled import ask_town_halls_if_held, propose_for
from bocage.welcome.models import Ceremony, CeremonyGuest
from tests.housing.leads.factories import town_hall
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.journeys.mailbox import Mailbox, loosely
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.factories import ProjectFactory

pytestmark = [pytest.mark.django_db(transaction=True), screens("phone")]


def test_from_a_date_to_a_certificate(
    page: Page, live_server: Any, mailbox: Mailbox, sign_in: Callable[[Person], None]
) -> None:
    boitron = CommuneFactory(boitron=True)
    mayor = town_hall(boitron, role=Role.ELECTED, person__name="Odile Prévost")
    camille = PersonFactory(name="Camille Marchand")
    project = ProjectFactory(settled=True, adults=[camille], name="Famille Marchand")
    propose_for(project_id=project.pk)

    body = mailbox.open_newest_to(mayor, "Boitron : une date pour accueillir")
    mailbox.press(body, "Choisir une date")
    check_page(page)
    day = timezone.localdate() + timedelta(days=20)
    page.get_by_label("Quel jour").fill(day.isoformat())
    page.get_by_label("Où").fill("Salle des fêtes")
    page.get_by_role("button", name="Prendre cette date").click()
    expect(page.get_by_role("heading", name="La date est prise")).to_be_visible()

    sign_in(mayor)
    ceremony = Ceremony.objects.get()
    page.goto(ceremony.get_absolute_url())
    page.get_by_role("button", name=loosely("Inviter 1 ménage")).click()
    expect(page.get_by_text("Un ménage invité")).to_be_visible()
    expect(page.get_by_text("Famille Marchand")).to_have_count(0)

    _answer_from_the_mail(page, mailbox, camille)
    page.goto(ceremony.get_absolute_url())
    expect(page.get_by_text("Deux potiers venus de Nantes")).to_be_visible()

    Ceremony.objects.update(starts_at=timezone.now() - timedelta(days=1))
    ask_town_halls_if_held()
    body = mailbox.open_newest_to(mayor, "Boitron : la cérémonie a-t-elle eu lieu")
    mailbox.press(body, "Oui, elle a eu lieu")
    page.get_by_role("button", name="Oui, elle a eu lieu").click()

    guest = CeremonyGuest.objects.get()
    assert (guest.has_come, guest.ceremony.status) == (True, "held")
    mailbox.open_newest_to(camille, "Boitron : bienvenue chez vous")


def _answer_from_the_mail(page: Page, mailbox: Mailbox, camille: Person) -> None:
    body = mailbox.open_newest_to(camille, "Boitron vous accueille")
    mailbox.press(body, "Oui, nous venons : 4 personnes")
    page.get_by_role("button", name="Oui, nous venons").click()
    page.get_by_role("link", name="Dire qui vient").click()
    check_page(page)
    page.get_by_label(loosely("Nous voulons bien être présentés")).check()
    page.get_by_label("Comment voulez-vous être présentés").fill("Deux potiers venus de Nantes")
    page.get_by_role("button", name="Envoyer la réponse").click()
    expect(page.get_by_text(loosely("C’est noté."))).to_be_visible()
