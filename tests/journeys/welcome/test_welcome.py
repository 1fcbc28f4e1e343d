"""The whole welcome, through the mailbox and four roles: a household writes from a phone, and is
settled after a year of support. Each step is the next page that somebody opens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from bocage.housing.models import Lead
from bocage.people.models import Person, Role
from bocage.territory.models import Commune
from bocage.welcome.ceremonies.operations.scheduled import ask_town_halls_if_held
from bocage.welcome.follow_ups.operations.follow_ups import ask_due_follow_ups
from bocage.welcome.models import (
    Ceremony,
    Relay,
    SettlementProject,
    Sponsorship,
    Stay,
)
from bocage.welcome.relays.operations.scheduled import follow_up_relays
from bocage.workspaces.models import Booking
from tests.housing.leads.factories import town_hall
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.journeys.mailbox import Mailbox, loosely
from tests.people.factories import MandateFactory, ScopeFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.ceremonies.test_documents import pages_of
from tests.welcome.sponsors.factories import SponsorProfileFactory
from tests.workspaces.factories import PlaceFactory, ResourceFactory, day_ahead

pytestmark = [pytest.mark.django_db(transaction=True), screens("phone")]

CAMILLE = "camille@paris.example"
SignIn = Callable[[Person], None]


class Country(NamedTuple):
    """Boitron and Sées with their mayors, the coordinator of the Orne, and a volunteer."""

    boitron: Commune
    sees: Commune
    mayor: Person
    other_mayor: Person
    nadia: Person
    sponsor: Person


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
        sponsor=SponsorProfileFactory(commune=boitron, person__name="Odile Prévost").person,
    )


@dataclass(frozen=True)
class Story:
    """Context of each chapter: a browser, a mailbox, and sign-in."""

    page: Page
    mailbox: Mailbox
    sign_in: SignIn
    country: Country


def test_a_household_from_its_first_word_to_its_first_months_here(
    page: Page, country: Country, mailbox: Mailbox, sign_in: SignIn
) -> None:
    story = Story(page, mailbox, sign_in, country)
    project, camille = _send_project(page, mailbox)
    _give_first_answer(story, project, camille)
    _ask_two_communes(story, project)
    _find_sponsor(story, project, camille)
    _come_to_see(story, project, camille)
    _move_in(story, project)
    _present_household(story, project, camille)
    _answer_follow_up(story, project, camille)
    _check_figures(story)


def _send_project(page: Page, mailbox: Mailbox) -> tuple[SettlementProject, Person]:
    """Submits six short steps on a phone, then one click in the mail: no account is created by
    hand."""
    page.goto(reverse("new_project"))
    check_page(page)
    page.get_by_role("link", name="Raconter mon projet").click()
    page.get_by_label("Comment vous appelez-vous ?").fill("Camille Ferrand")
    page.get_by_label("Où vivez-vous aujourd’hui ?").fill("Paris")
    page.get_by_label("Combien d’adultes ?").fill("2")
    page.get_by_label("Combien d’enfants ?").fill("2")
    page.get_by_text("École", exact=True).click()
    check_page(page)
    _continue(page)
    page.get_by_text("Indépendant", exact=True).click()
    page.get_by_label("Votre métier").fill("graphiste")
    _continue(page)
    page.get_by_text("Acheter", exact=True).click()
    page.get_by_label("Budget d’achat (€)").fill("180000")
    _continue(page)
    page.get_by_label("Une commune qui vous plaît").fill("Boitron")
    page.get_by_label("Une deuxième").fill("Sées")
    _continue(page)
    page.get_by_label("Votre projet, en quelques mots").fill("Une maison, une école, du calme.")
    _continue(page)
    for consent_label in ("lire nos réponses", "aux mairies", "qui peuvent nous aider"):
        page.get_by_label(consent_label).check()
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


def _ask_two_communes(story: Story, project: SettlementProject) -> None:
    """Boitron accepts from the mail, and suggests a home; Sées does not answer, and gets a
    reminder."""
    page, country = story.page, story.country
    story.sign_in(country.nadia)
    page.goto(reverse("relay_ask", args=[project.pk]))
    page.get_by_label("Boitron", exact=True).check()
    page.get_by_label("Sées", exact=True).check()
    page.get_by_label("Ce que la mairie lira").fill("Camille cherche une maison près de l’école.")
    check_page(page)
    page.get_by_role("button", name="Envoyer la question").click()
    expect(page.get_by_text("Boitron").first).to_be_visible()

    body = story.mailbox.open_newest_to(country.mayor, "Boitron : un ménage aimerait")
    expect(body).to_contain_text("Camille cherche une maison")
    expect(body).not_to_contain_text("Ferrand")
    story.mailbox.press(body, "Oui, nous avons peut-être un logement")
    check_page(page)
    page.get_by_role("button", name="Oui, confirmer").click()
    page.get_by_text("Maison", exact=True).click()
    page.get_by_text("À vendre", exact=True).click()
    page.get_by_role("button", name="Signaler ce logement").click()
    expect(page.get_by_role("button", name="Signaler ce logement")).to_be_hidden()
    accepted_relay = Relay.objects.get(commune=country.boitron)
    assert (accepted_relay.answer, accepted_relay.answered_by, accepted_relay.lead) == (
        "yes",
        country.mayor,
        Lead.objects.get(),
    )

    follow_up_relays(now=timezone.now() + timedelta(days=5))
    story.mailbox.open_newest_to(country.other_mayor, "Sées : un ménage attend un mot")


def _find_sponsor(story: Story, project: SettlementProject, camille: Person) -> None:
    """Nadia proposes, Odile accepts from the mail, and Camille learns who accompanies her."""
    page = story.page
    page.goto(project.get_absolute_url() + "#parrain")
    page.get_by_role("button", name="Solliciter").first.click()
    body = story.mailbox.open_newest_to(story.country.sponsor, "Accompagner")
    story.mailbox.press(body, "Oui, je les accompagne")
    check_page(page)
    page.get_by_role("button", name="Oui, je les accompagne").click()
    expect(page.get_by_role("heading").first).to_be_visible()
    story.mailbox.open_newest_to(camille, "Odile Prévost vous accompagne")
    assert Sponsorship.objects.get().is_active


def _come_to_see(story: Story, project: SettlementProject, camille: Person) -> None:
    """Starts a stay, with a desk of the telework centre, announced to Camille; once Nadia marks it
    as over, Camille gives her opinion."""
    page, day, today = story.page, day_ahead(8), timezone.localdate()
    story.sign_in(story.country.nadia)
    page.goto(reverse("stay_plan", args=[project.pk]))
    page.get_by_label("Nom du séjour").fill("Quelques jours à Boitron")
    page.get_by_label("Arrivée le").fill((today - timedelta(days=1)).isoformat())
    page.get_by_label("Départ le").fill((day + timedelta(days=1)).isoformat())
    check_page(page)
    page.get_by_role("button", name="Créer le séjour").click()
    stay = Stay.objects.get()
    page.goto(reverse("stay_desk", args=[stay.pk]) + f"?jour={(day + timedelta(days=1))}")
    page.get_by_label("De", exact=True).fill("09:00")
    page.get_by_label("À", exact=True).fill("12:00")
    check_page(page)
    page.get_by_role("button", name="Réserver un bureau").click()
    expect(page.get_by_role("button", name="Confirmer et prévenir")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Confirmer et prévenir").click()
    assert Booking.objects.get().booked_for == camille
    story.sign_in(camille)
    page.goto(reverse("own_stay", args=[stay.pk]))
    check_page(page)
    story.sign_in(story.country.nadia)
    page.goto(reverse("stay", args=[stay.pk]))
    page.get_by_role("button", name="Le séjour est passé").click()
    body = story.mailbox.open_newest_to(camille, "Comment était votre séjour ?")
    story.mailbox.press(body, "Dire comment c’était")
    check_page(page)
    for question in ("was_useful", "sees_self_here"):
        page.locator(f"[name={question}][value='4']").check()
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("heading", name="Merci, c’est noté")).to_be_visible()
    stay.refresh_from_db()
    assert (stay.status, stay.feedback.get().person) == (Stay.Status.DONE, camille)


def _move_in(story: Story, project: SettlementProject) -> None:
    """Records, as Nadia, the household's new commune and date."""
    page = story.page
    story.sign_in(story.country.nadia)
    page.goto(reverse("project_move", args=[project.pk]))
    page.locator("[name=etape][value=settled]").check()
    page.locator("[name=commune]").fill("Boitron")
    page.locator("[name=moved_in_on]").fill(timezone.localdate().isoformat())
    check_page(page)
    page.get_by_role("button", name="Changer d’étape").click()
    project.refresh_from_db()
    assert (project.stage, project.commune) == ("settled", story.country.boitron)


def _present_household(story: Story, project: SettlementProject, camille: Person) -> None:
    """The mayor picks a date, Camille accepts from the mail, and the documents are ready; the day
    after, the mayor confirms by a click that it was held, and Camille has her certificate."""
    page, mayor = story.page, story.country.mayor
    story.sign_in(mayor)
    page.goto(reverse("ceremony_plan", args=[story.country.boitron.pk]))
    page.get_by_label("Quel jour ?").fill(day_ahead(20).isoformat())
    page.get_by_label("Où ?").fill("Mairie de Boitron")
    check_page(page)
    page.get_by_role("button", name="Prendre cette date").click()
    page.get_by_role("button", name="Inviter 1 ménage").click()
    check_page(page)
    body = story.mailbox.open_newest_to(camille, "Boitron vous accueille")
    story.mailbox.press(body, "Oui, nous venons")
    page.get_by_role("button", name="Oui, nous venons").click()
    ceremony = Ceremony.objects.get()
    story.sign_in(camille)
    run_sheet = reverse("ceremony_paper", args=[ceremony.pk, "deroule"])
    assert page.request.get(run_sheet).status == 404
    story.sign_in(mayor)
    paper = page.request.get(run_sheet)
    assert (paper.status, paper.body()[:5]) == (200, b"%PDF-")
    Ceremony.objects.update(starts_at=timezone.now() - timedelta(days=1))
    ask_town_halls_if_held()
    body = story.mailbox.open_newest_to(mayor, "la cérémonie a-t-elle eu lieu")
    story.mailbox.press(body, "Oui, elle a eu lieu")
    check_page(page)
    page.get_by_role("button", name="Oui, elle a eu lieu").click()
    expect(page.get_by_text("la cérémonie a eu lieu").first).to_be_visible()
    story.mailbox.open_newest_to(camille, "Boitron : bienvenue chez vous")
    story.sign_in(camille)
    page.goto(reverse("own_project"))
    link = page.get_by_role("link", name="Votre certificat").get_attribute("href")
    (certificate,) = pages_of(page.request.get(str(link)).body())
    assert "Camille Ferrand" in certificate
    assert "Boitron" in certificate


def _answer_follow_up(story: Story, project: SettlementProject, camille: Person) -> None:
    """A month later Camille gets a follow-up, and answers from the mail in two taps."""
    page = story.page
    ask_due_follow_ups(now=timezone.now() + timedelta(days=32))
    body = story.mailbox.open_newest_to(camille, "1 mois à Boitron : comment ça va ?")
    story.mailbox.press(body, "Donner des nouvelles")
    check_page(page)
    page.get_by_text("Oui, toujours ici").click()
    page.get_by_text("très bien", exact=True).click()
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("heading", name="Merci pour ces nouvelles")).to_be_visible()
    assert project.follow_ups.get(months=1).still_here


def _check_figures(story: Story) -> None:
    """Checks that every step is counted, with its definition."""
    page, year = story.page, timezone.localdate().year
    story.sign_in(story.country.nadia)
    page.goto(reverse("welcome_figures"))
    check_page(page)
    held_in = timezone.localtime(Ceremony.objects.get().starts_at).year
    for figure, line, expected_cells in (
        ("premieres_reponses", "Depuis le début", ["1", "100 %"]),
        ("mairies", "Boitron", ["1", "100 %", "1"]),
        ("mairies", "Sées", ["1", "0 %", "0"]),
        ("installations", f"{year} · Boitron", ["1", "4", "2"]),
        ("parrainages", "Personnes sollicitées", ["1"]),
        ("parrainages", "Ont accepté", ["100 %"]),
        ("ceremonies", str(held_in), ["1", "1", "1"]),
        ("suivis", "1 mois", ["1", "100 %", "100 %", "100 %"]),
    ):
        rows = page.locator(f"section[aria-labelledby={figure}] tbody tr")
        row = rows.filter(has=page.locator("th", has_text=loosely(line)))
        cells = [" ".join(text.split()) for text in row.locator("td").all_text_contents()]
        assert cells[: len(expected_cells)] == expected_cells, (figure, line)


def _continue(page: Page) -> None:
    page.get_by_role("button", name="Continuer").click()


def _give_first_answer(story: Story, project: SettlementProject, camille: Person) -> None:
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
