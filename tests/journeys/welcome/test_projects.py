"""A coordinator's day: the board, a first answer, a stage that lacks something, a task done."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from bocage.people.models import Person
from bocage.welcome.models import Stage
from bocage.welcome.pipeline.operations.tasks import open_tasks
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.factories import ProjectFactory, ProjectMessageFactory
from tests.welcome.pipeline.factories import coordinator

pytestmark = [pytest.mark.django_db(transaction=True), screens("desk")]


@pytest.fixture
def claire(live_server: Any) -> Person:
    """A coordinator of the Orne, with a few projects at several stages."""
    claire = coordinator(person__name="Claire Duval")
    day, now = timezone.localdate(), timezone.now()
    followed = {"answered": True, "coordinator": claire, "next_action_by": claire}
    boitron = CommuneFactory(boitron=True)
    camille = PersonFactory(name="Camille Ferrand", phone="+33633810000")
    waiting_project = ProjectFactory(
        name="Famille Ferrand", adults=[camille], answer_due_at=now - timedelta(hours=5)
    )
    open_tasks(project=waiting_project)
    waiting_project.communes.add(boitron)
    ProjectFactory(name="Yasmine Haddad", origin="Lille", answer_due_at=now + timedelta(hours=4))
    ProjectFactory(
        name="Famille Okafor",
        origin="Londres",
        next_action="Rappeler après la visite",
        next_action_on=day - timedelta(days=2),
        stage=Stage.EXPLORING,
        **followed,
    )
    ProjectFactory(name="Ferrand-Roy", adults=[camille], **followed)
    moving_project = ProjectFactory(
        name="Jeanne et Louis Martin",
        commune=boitron,
        stage=Stage.MOVING,
        next_action="Appeler l’école d’Essay",
        next_action_on=day,
        **followed,
    )
    ProjectMessageFactory(project=moving_project)
    ProjectFactory(
        name="Famille Nguyen",
        settled=True,
        coordinator=claire,
        next_action="Prendre des nouvelles",
        next_action_on=day + timedelta(days=12),
    )
    return claire


def test_the_day_of_a_coordinator(
    page: Page, claire: Person, sign_in: Callable[[Person], None]
) -> None:
    sign_in(claire)
    page.goto("/espace/")
    expect(page.get_by_text("Famille Ferrand attend une première réponse")).to_be_visible()
    page.goto("/espace/accueil/")
    expect(page.get_by_text("6 projets")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="Famille Ferrand").click()
    expect(page.get_by_role("heading", name="Est-ce le même ménage")).to_be_visible()
    check_page(page)
    page.get_by_label("Votre message").fill("Bonjour Camille, je m’occupe de votre projet.")
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_text("Le message est parti.")).to_be_visible()
    page.get_by_label("Prochaine action").fill("Appeler Camille")
    page.get_by_label("Pour le").fill((timezone.localdate() + timedelta(days=1)).isoformat())
    page.get_by_role("button", name="Noter", exact=True).first.click()
    expect(page.get_by_text("La prochaine action est notée.")).to_be_visible()
    page.get_by_role("button", name="Passer à « projet connu »").click()
    expect(page.get_by_role("button", name="Défaire")).to_be_visible()
    check_page(page)
    page.goto("/espace/accueil/liste/?mots=ferrand")
    expect(page.get_by_text("2 projets")).to_be_visible()
    check_page(page)
