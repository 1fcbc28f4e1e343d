"""A helper of a household's stay: invited, present, then replaced by another person."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from bocage.people.models import Person
from bocage.welcome.models import ProjectConsent, StayStep
from bocage.welcome.visits.stays.operations.stays import confirm_stay
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.journeys.mailbox import Mailbox
from tests.people.factories import PersonFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.visits.factories import StayFactory, StayStepFactory, agree, coordinator_of

pytestmark = [pytest.mark.django_db(transaction=True), screens("phone")]


@pytest.fixture
def step(live_server: Any) -> StayStep:
    project = ProjectFactory(adults=[PersonFactory(name="Léa Marchand")])
    agree(project, *ProjectConsent.Use.values)
    stay = StayFactory(project=project, prepared_by=coordinator_of(project, name="Inès Robin"))
    new_step: StayStep = StayStepFactory(stay=stay)
    confirm_stay(by=stay.prepared_by, stay=stay)
    return new_step


def test_whoever_is_met_answers_and_is_replaced(
    page: Page, step: StayStep, mailbox: Mailbox, sign_in: Callable[[Person], None]
) -> None:
    mayor = PersonFactory(email=step.contact_mail, name=step.contact_name)
    body = mailbox.open_newest_to(mayor, "Serez-vous là")
    mailbox.press(body, "Je serai là")
    link = page.url
    check_page(page)
    page.get_by_role("button", name="Je serai là").click()
    expect(page.get_by_role("heading", name="vous serez là")).to_be_visible()
    page.goto(link)
    expect(page.get_by_role("heading", name="vous serez là")).to_be_visible()
    check_page(page)

    sign_in(step.stay.prepared_by)
    page.goto(reverse("step_change", args=[step.stay_id, step.pk]))
    page.get_by_label("Personne rencontrée").fill("Paul Roux")
    page.get_by_label("Son téléphone").fill("02 33 00 00 02")
    page.get_by_label("Son courriel").fill("")
    page.get_by_role("button", name="Mettre au programme").click()
    page.get_by_role("button", name="C’est confirmé").click()
    expect(page.get_by_text("confirmé", exact=True).last).to_be_visible()
    check_page(page)
    page.goto(link)
    expect(page.get_by_text("Ce que proposait ce lien n’est plus possible")).to_be_visible()
    page.goto(reverse("stay", args=[step.stay_id]))
    page.get_by_role("button", name="Prévenir des changements").click()
    mailbox.open_newest_to(mayor, "Annulé")
