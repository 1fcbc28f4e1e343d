"""A letter is written, read, launched; its reader follows it, then leaves by one click."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from bocage.foundation.models import OutgoingMail
from bocage.outreach.models import Enrolment, ProspectConsent, Sending, SequenceEntry
from bocage.outreach.sequences.operations.enrolments import enter_crowd
from bocage.outreach.sequences.operations.sendings import queue_due_letters, send_due_letters
from bocage.people.models import Person
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.outreach.factories import ConsentFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.pipeline.factories import coordinator

pytestmark = [pytest.mark.django_db(transaction=True), screens("desk")]

THURSDAY = datetime(2026, 11, 26, 10, 30, tzinfo=UTC)
LETTER = "Bonjour {prenom|à vous},\n\nVoyez [nos lieux](/lieux/).\n\n[[sejour]]"


def leave(now: datetime) -> None:
    """Runs the worker's job of each minute."""
    queue_due_letters(now=now)
    send_due_letters(now=now)


def write(page: Page, subject: str, days: int) -> None:
    page.get_by_role("link", name="Écrire une lettre").click()
    page.get_by_label("Jours après").fill(str(days))
    page.locator("#id_subject").fill(subject)
    page.locator("#id_body").fill(LETTER)
    check_page(page)
    page.get_by_role("button", name="Garder et relire").click()
    expect(page.frame_locator(".mail-frame").get_by_text("Préparer mon séjour")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Dire prête").click()
    expect(page.get_by_text("La lettre est prête")).to_be_visible()
    page.get_by_role("link", name="Télétravailleurs de Paris").click()


def test_a_series_is_launched_and_a_reader_leaves_it_in_one_click(
    page: Page, sign_in: Callable[[Person], None], live_server: Any, run_tasks: Callable[..., int]
) -> None:
    commune = CommuneFactory(boitron=True)
    prospect = ConsentFactory(
        prospect__departement=commune.departement,
        prospect__name="Camille Verdier",
        given_at=THURSDAY - timedelta(days=9),
    ).prospect
    sign_in(coordinator(commune.departement))
    page.goto("/espace/lettres/")
    check_page(page)
    page.get_by_role("link", name="Commencer une série").first.click()
    page.get_by_label("Nom").fill("Télétravailleurs de Paris")
    page.get_by_label("Qui y entre").select_option(label="tous ceux qui l’acceptent")
    page.get_by_role("button", name="Écrire sa première lettre").click()
    write(page, "Venez voir, {prenom|vous}", 0)
    write(page, "Et alors ?", 7)
    page.get_by_text("Lancer la série").click()
    page.get_by_role("button", name="Oui, la lancer").click()
    expect(page.get_by_text("La série est en cours.")).to_be_visible()
    page.get_by_text("Faire entrer 1 personne").first.click()
    page.get_by_role("button", name="Oui, les faire entrer").click()
    expect(page.get_by_text("Ils entrent")).to_be_visible()
    assert _enter_prospect(THURSDAY).prospect == prospect
    leave(THURSDAY)
    run_tasks()
    page.reload()
    check_page(page)
    page.get_by_role("link", name="Voir les personnes").click()
    expect(page.get_by_role("cell", name="partie")).to_be_visible()
    check_page(page)

    page.context.clear_cookies()
    sending = Sending.objects.get()
    mail = OutgoingMail.objects.get(pk=sending.mail_id)
    assert mail.subject == "Venez voir, Camille"
    page.goto(f"/lieux/?c={sending.code}")
    stop = next(line for line in mail.text.split() if "outreach.stop_letters" in line)
    page.goto(urlsplit(stop).path)
    check_page(page)
    assert ProspectConsent.objects.in_force().exists()
    page.get_by_role("button", name="Oui, ne plus m’écrire").click()
    expect(page.get_by_text("C’est fait, nous ne vous écrirons plus")).to_be_visible()
    assert not ProspectConsent.objects.in_force().exists()
    leave(THURSDAY + timedelta(days=7))
    assert Sending.objects.filter(state=Sending.State.SENT).count() == 1
    assert Enrolment.objects.get().end_reason == Enrolment.EndReason.UNSUBSCRIBED


def _enter_prospect(now: datetime) -> Enrolment:
    """The crowd enters as the worker has it enter."""
    enter_crowd(SequenceEntry.objects.get().pk, now=now)
    return Enrolment.objects.get()
