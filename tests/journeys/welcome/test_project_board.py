"""The board of the projects in a browser: a card is dragged, or moved by keyboard alone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from bocage.people.models import Person
from bocage.welcome.models import SettlementProject, Stage
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.welcome.factories import ProjectFactory
from tests.welcome.pipeline.factories import coordinator

pytestmark = [pytest.mark.django_db(transaction=True), screens("desk")]


@pytest.fixture
def claire(live_server: Any) -> Person:
    return coordinator(person__name="Claire Duval")


@pytest.fixture
def project(claire: Person) -> SettlementProject:
    """A household that was answered, and that Claire accompanies."""
    return ProjectFactory(
        name="Famille Aubert",
        answered=True,
        stage=Stage.CONTACT,
        coordinator=claire,
        next_action="Appeler le ménage",
        next_action_on=timezone.localdate() + timedelta(days=3),
        next_action_by=claire,
    )


@pytest.fixture
def unanswered(claire: Person) -> SettlementProject:
    """Returns the project of a household without any answer yet."""
    return ProjectFactory(name="Famille Bernard")


def column(page: Page, stage: Stage) -> Locator:
    return page.locator(f"[data-stage={stage}]")


def card(page: Page, project: SettlementProject) -> Locator:
    return page.locator(f"[data-project='{project.pk}']")


def stage_of(project: SettlementProject) -> str:
    project.refresh_from_db()
    return project.stage


def drag(page: Page, project: SettlementProject, stage: Stage) -> None:
    """Drags a project with the mouse, as a hand does: from its middle to another column."""
    card_box, aim = card(page, project).bounding_box(), column(page, stage).bounding_box()
    assert card_box is not None
    assert aim is not None
    page.mouse.move(card_box["x"] + card_box["width"] / 2, card_box["y"] + 20)
    page.mouse.down()
    page.mouse.move(aim["x"] + aim["width"] / 2, aim["y"] + 40, steps=8)
    expect(column(page, stage)).to_have_attribute("data-over", "")
    page.mouse.up()


def test_card_dragged_to_another_stage_and_back(
    page: Page, claire: Person, project: SettlementProject, sign_in: Callable[[Person], None]
) -> None:
    sign_in(claire)
    page.goto("/espace/accueil/?suivi=moi")

    drag(page, project, Stage.EXPLORING)

    # It is shown on the same board, with a button that undoes it.
    expect(page.get_by_role("status")).to_contain_text("Famille Aubert : étape « recherche »")
    expect(column(page, Stage.EXPLORING).locator("[data-project]")).to_have_count(1)
    expect(page).to_have_url("/espace/accueil/?suivi=moi")
    assert stage_of(project) == Stage.EXPLORING
    check_page(page)
    page.get_by_role("button", name="Défaire").click()
    expect(page.get_by_role("status")).to_contain_text("Le changement d’étape est annulé.")
    expect(column(page, Stage.CONTACT).locator("[data-project]")).to_have_count(1)
    expect(page).to_have_url("/espace/accueil/?suivi=moi")
    assert stage_of(project) == Stage.CONTACT

    # A stage that is passed over may be gone back to.
    drag(page, project, Stage.EXPLORING)
    expect(column(page, Stage.EXPLORING).locator("[data-project]")).to_have_count(1)
    drag(page, project, Stage.QUALIFIED)
    expect(column(page, Stage.QUALIFIED).locator("[data-project]")).to_have_count(1)
    assert stage_of(project) == Stage.QUALIFIED


def test_card_goes_back_where_something_is_missing(
    page: Page, claire: Person, unanswered: SettlementProject, sign_in: Callable[[Person], None]
) -> None:
    sign_in(claire)
    page.goto("/espace/accueil/?suivi=personne")

    drag(page, unanswered, Stage.EXPLORING)

    status = page.get_by_role("status")
    expect(status).to_contain_text("Famille Bernard reste à l’étape « premier contact ».")
    expect(status).to_contain_text("une première réponse au ménage")
    expect(status).to_contain_text("une personne de l’équipe qui l’accompagne")
    expect(column(page, Stage.CONTACT).locator("[data-project]")).to_have_count(1)
    expect(column(page, Stage.EXPLORING).locator("[data-project]")).to_have_count(0)
    expect(page).to_have_url("/espace/accueil/?suivi=personne")
    assert stage_of(unanswered) == Stage.CONTACT
    check_page(page)

    # The way to mend it leads to the form, at the stage that was wished, and back.
    status.get_by_role("link", name="Compléter").click()
    expect(page.get_by_role("radio", name="Recherche")).to_be_checked()
    page.get_by_role("link", name="Annuler").click()
    expect(page).to_have_url("/espace/accueil/?suivi=personne")


def test_card_let_go_elsewhere_stays(
    page: Page, claire: Person, project: SettlementProject, sign_in: Callable[[Person], None]
) -> None:
    sign_in(claire)
    page.goto("/espace/accueil/")

    # Let go over its own column, then outside of the board.
    for aim in (column(page, Stage.CONTACT), page.get_by_role("heading", level=1)):
        card(page, project).drag_to(aim)
        expect(page.locator("[data-over], [data-dragged]")).to_have_count(0)
    assert stage_of(project) == Stage.CONTACT

    # It is still a card: its name opens the file.
    card(page, project).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Famille Aubert")


@screens("phone", "desk")
def test_card_moved_by_keyboard_alone(
    page: Page,
    claire: Person,
    project: SettlementProject,
    unanswered: SettlementProject,
    sign_in: Callable[[Person], None],
) -> None:
    sign_in(claire)
    page.goto("/espace/accueil/")

    card(page, project).get_by_role("link").focus()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_accessible_name(
        "Famille Aubert : passer à « projet connu »"
    )
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Famille Aubert : étape « projet connu »")
    assert stage_of(project) == Stage.QUALIFIED

    # Missing information is reported in the same way.
    card(page, unanswered).get_by_role("button").press("Enter")
    status = page.get_by_role("status")
    expect(status).to_contain_text("Famille Bernard reste à l’étape « premier contact ».")
    expect(status).to_contain_text("une première réponse au ménage")
    check_page(page)
    assert stage_of(unanswered) == Stage.CONTACT
