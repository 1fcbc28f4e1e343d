"""An École du Web from its call to its archive, with its programme computed and changed by hand: at
a desk, and on a phone for the form that replaces the mouse there."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from bocage.foundation.models import OutgoingMail
from bocage.network.models import Session, WebSchoolEdition
from bocage.network.web_school.operations.pitches import record_coming
from bocage.network.web_school.operations.sessions import place_pitch
from bocage.people.models import Person, Role
from tests.journeys.checks import SCREENS, check_page
from tests.journeys.conftest import screens
from tests.network.web_school.factories import PitchFactory
from tests.people.factories import MandateFactory, PersonFactory
from tests.territory.factories import CommuneFactory

pytestmark = [pytest.mark.django_db(transaction=True), screens("desk")]


@pytest.fixture
def organiser(live_server: Any) -> Person:
    CommuneFactory(boitron=True)
    mandate = MandateFactory(role=Role.CLUB_ORGANISER, scope__of_departement=True)
    person: Person = mandate.person
    return person


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


def test_an_edition_from_its_call_to_its_archive(
    page: Page,
    organiser: Person,
    sign_in: Callable[[Person], None],
) -> None:
    ana, today = PersonFactory(name="Ana Huet"), timezone.localdate()

    sign_in(organiser)
    edition = _open_with_grid(page, today.isoformat())
    sign_in(ana)
    _pitch(page, edition)
    other_pitches = [
        PitchFactory(edition=edition, title=title) for title in ("Fibre", "Bois", "Prix")
    ]
    for pitch in other_pitches:
        record_coming(by=PersonFactory(), pitch=pitch)
    sign_in(organiser)
    _lead_to(page, edition, "votes ouverts")
    sign_in(ana)
    page.goto(edition.get_absolute_url())
    press(page, "Voter : Fibre")
    expect(page.get_by_text("Il vous en reste 9")).to_be_visible()
    press(page, "J’y serai : Fibre")
    check_page(page)

    sign_in(organiser)
    _lead_to(page, edition, "programme en préparation")
    _compute_and_keep(page, edition)
    _move_with_mouse(page, other_pitches[1].title)
    _move_by_form(page, "Choisir son statut")
    page.get_by_label("Un mot pour ceux").fill("À bientôt.")
    press(page, "Publier et prévenir")
    expect(page.get_by_role("heading", name="Version 1")).to_be_visible()
    check_page(page)
    change_mails = OutgoingMail.objects.filter(kind__endswith="ProgrammeChanged")
    assert {ana.email, *(pitch.author.email for pitch in other_pitches)} <= set(
        change_mails.values_list("recipient", flat=True)
    )

    edition.refresh_from_db()
    _follow_live(page, edition, organiser, other_pitches[2])
    sign_in(ana)
    _live_edition(page, edition, other_pitches[0])
    sign_in(organiser)
    _archive(page, edition)


def _open_with_grid(page: Page, today: str) -> WebSchoolEdition:
    page.goto(reverse("managed_editions"))
    page.get_by_role("link", name="Ouvrir une édition").click()
    page.get_by_label("Nom", exact=True).fill("École du Web")
    page.get_by_role("combobox", name="Commune").fill("Boitron")
    page.get_by_label("Premier jour").fill(today)
    press(page, "Ouvrir l’édition")
    edition = WebSchoolEdition.objects.get()
    for name, seats in (("Grande salle", "30"), ("Petite salle", "10")):
        page.goto(reverse("edition_grid", args=[edition.pk]))
        page.get_by_label("Nom de la salle").fill(name)
        page.get_by_label("Places assises").fill(seats)
        press(page, "Ajouter la salle")
    page.get_by_label("À partir de").fill("00:00")
    page.get_by_label("Durée de chacun").fill("240")
    page.get_by_label("Pause entre deux").fill("0")
    page.get_by_label("Combien").fill("6")
    press(page, "Ajouter les créneaux")
    expect(page.get_by_text("C’est ajouté.")).to_be_visible()
    assert edition.slots.count() == 6
    return edition


def _pitch(page: Page, edition: WebSchoolEdition) -> None:
    page.goto(reverse("edition_list"))
    page.get_by_role("link", name="École du Web", exact=True).first.click()
    page.get_by_role("link", name="Proposer ou chercher").click()
    page.get_by_label("Titre").fill("Choisir son statut")
    page.get_by_label("Niveau").select_option("beginner")
    press(page, "Ajouter à la liste")
    expect(page.get_by_role("heading", name="Choisir son statut")).to_be_visible()
    assert edition.pitches.count() == 1


def _lead_to(page: Page, edition: WebSchoolEdition, step: str) -> None:
    page.goto(reverse("edition_manage", args=[edition.pk]))
    press(page, f"Passer à : {step}")
    expect(page.get_by_text(f"C’est fait : {step}")).to_be_visible()


def _compute_and_keep(page: Page, edition: WebSchoolEdition) -> None:
    page.goto(reverse("programme_editor", args=[edition.pk]))
    press(page, "Calculer")
    expect(page.get_by_text("4 sessions placées sur 4")).to_be_visible()
    press(page, "Garder celui-ci")
    expect(page.get_by_text("C’est gardé")).to_be_visible()
    assert Session.objects.count() == 4


def _move_with_mouse(page: Page, title: str) -> None:
    placed = page.locator(".placed").filter(has_text=title)
    target = page.get_by_role("row").last.locator("td").last
    target.scroll_into_view_if_needed()
    start, end = placed.bounding_box(), target.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 12, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(end["x"] + 30, end["y"] + 30, steps=6)
    page.mouse.up()
    _expect_pinned(page, title)


def _move_by_form(page: Page, title: str) -> None:
    """Moves a session by the form, on a phone without a mouse; then returns to the desk."""
    page.set_viewport_size(SCREENS["phone"])
    page.get_by_role("link", name=f"Déplacer {title}").click()
    page.get_by_label("Salle").select_option(label="Petite salle (10)")
    page.get_by_label("Créneau").select_option(index=4)
    press(page, "Placer")
    _expect_pinned(page, title)
    page.set_viewport_size(SCREENS["desk"])


def _expect_pinned(page: Page, title: str) -> None:
    expect(page.get_by_text("C’est placé, et épinglé.")).to_be_visible()
    expect(page.get_by_role("button", name=f"Détacher {title}")).to_be_visible()
    session = Session.objects.get(title=title)
    assert (session.room.name, session.is_pinned) == ("Petite salle", True)
    check_page(page)


def _follow_live(page: Page, edition: WebSchoolEdition, organiser: Person, pitch: Any) -> None:
    """Checks that a moved session is updated on the page within five seconds, without a press."""
    page.goto(reverse("edition_wall", args=[edition.wall_token]))
    expect(page.get_by_role("heading", name="École du Web")).to_be_visible()
    page.goto(reverse("edition_programme", args=[edition.slug]))
    taken_slots = set(Session.objects.values_list("room", "slot"))
    free_slot = next(
        (room, slot)
        for room in edition.rooms.all()
        for slot in edition.slots.all()
        if (room.pk, slot.pk) not in taken_slots
    )
    card = page.locator("li.card").filter(has_text=pitch.title)
    text_before = card.inner_text()
    place_pitch(by=organiser, pitch=pitch, room=free_slot[0], slot=free_slot[1])
    expect(card).not_to_have_text(text_before, timeout=5_000)
    expect(card).to_contain_text(free_slot[0].name)


def _live_edition(page: Page, edition: WebSchoolEdition, pitch: Any) -> None:
    """An arrival, a session started on the spot, an opinion in three taps."""
    page.goto(reverse("edition_door", args=[edition.slug, edition.door_token]))
    press(page, "Je suis là")
    expect(page.get_by_text("C’est noté, Ana Huet.")).to_be_visible()
    page.goto(reverse("walk_up", args=[edition.slug]))
    page.get_by_label("De quoi s’agit-il").fill("Café des fibres")
    press(page, "Prendre la salle")
    expect(page.get_by_role("heading", name="Café des fibres")).to_be_visible()

    first_slot = edition.slots.all()[0]
    session = Session.objects.get(pitch=pitch)
    if (
        session.slot_id != first_slot.pk
    ):  # One that has begun at any hour: the day begins at midnight.
        Session.objects.filter(pk=session.pk).update(slot=first_slot)
    page.goto(session.get_absolute_url())
    page.get_by_text("très utile").click()
    page.get_by_text("Je voudrais une suite").click()
    press(page, "Envoyer")
    expect(page.get_by_text("Merci pour votre avis.")).to_be_visible()


def _archive(page: Page, edition: WebSchoolEdition) -> None:
    session = Session.objects.get(title="Café des fibres")
    page.goto(reverse("session_write", args=[edition.slug, session.pk]))
    page.get_by_label("Ce qu’on en retient").fill("Le débit se mesure par le câble.")
    press(page, "Enregistrer")
    for step in ("tenue", "archivée"):
        page.goto(reverse("edition_manage", args=[edition.pk]))
        press(page, f"Passer à : {step}")
        press(page, "Confirmer")
        expect(page.get_by_text(f"C’est fait : {step}")).to_be_visible()
    page.get_by_label("Ce qu’il en reste").fill("Une belle journée.")
    press(page, "Enregistrer")
    page.get_by_role("link", name="voir la page publique").click()
    for words in ("Une belle journée.", "Le débit se mesure par le câble.", "personnes venues"):
        expect(page.get_by_text(words)).to_be_visible()
    check_page(page)
