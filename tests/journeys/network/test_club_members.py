"""Members of the club: joining, being found, being written to, meeting whoever comes."""

from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from bocage.foundation.mail.receiving import receive_mail
from bocage.foundation.models import OutgoingMail
from bocage.network.models import ConversationReport, Member
from bocage.people.models import Person, Role
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.journeys.mailbox import Mailbox
from tests.network.factories import MemberFactory
from tests.people.factories import MandateFactory, PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.factories import ProjectFactory

pytestmark = [pytest.mark.django_db(transaction=True), screens("phone")]


@pytest.fixture
def boitron(live_server: Any, settings: Any) -> Any:
    settings.BOCAGE = settings.BOCAGE.model_copy(
        update={"incoming_address": "accueil@bocage.example"}
    )
    return CommuneFactory(boitron=True)


def answer_by_mail(person: Person, words: str) -> None:
    """Answers the last mail that a person received, as their mail program would."""
    last_mail = OutgoingMail.objects.filter(recipient=person.email).order_by("-id")[0]
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Message-ID"] = (
        person.email,
        last_mail.reply_to,
        "<1@exemple.example>",
    )
    mail.set_content(words)
    receive_mail(mail.as_bytes())


@pytest.mark.usefixtures("boitron")
def test_join_be_found_by_a_misspelt_skill_and_written_to(
    page: Page, mailbox: Mailbox, sign_in: Callable[[Person], None]
) -> None:
    nadia, yann = PersonFactory(name=""), PersonFactory(name="Yann Le Goff")
    sign_in(nadia)
    page.goto(reverse("club_join"))
    page.get_by_label("Votre nom").fill("Nadia Prigent")
    page.get_by_label("Votre commune").fill("Boitron")
    page.get_by_label("Ce que vous faites").fill("Identité visuelle")
    page.get_by_label("Vos métiers et compétences").fill("Graphiste, photographe")
    page.get_by_role("button", name="Rejoindre le club").click()
    expect(page.get_by_text("Bienvenue au club")).to_be_visible()
    for field in ("Mon nom", "Ma commune", "Mes métiers et compétences"):
        page.locator(".shown-fields").get_by_label(field, exact=False).first.select_option("tous")
    page.get_by_role("button", name="Enregistrer ma fiche").click()
    expect(page.get_by_text("Montrer ma carte ailleurs")).to_be_visible()
    check_page(page)

    sign_in(yann)
    page.goto(reverse("member_list"))
    page.get_by_label("Métier, compétence ou nom").fill("graphsite")
    page.get_by_role("button", name="Trouver").click()
    page.get_by_role("button", name="Montrer la carte").click()
    expect(page.locator(".map-pin")).to_have_count(1)
    check_page(page)
    page.get_by_role("link", name="Nadia Prigent").click()
    page.get_by_role("link", name="Lui écrire").click()
    check_page(page)
    page.get_by_label("Votre message").fill("Un café jeudi ?")
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_text("Votre message est parti")).to_be_visible()

    body = mailbox.open_newest_to(nadia, "Yann Le Goff vous écrit par le club")
    expect(body).not_to_contain_text(yann.email)
    answer_by_mail(nadia, "Volontiers, à dix heures.")
    page.goto(reverse("conversation_list"))
    page.get_by_role("link", name="Nadia Prigent").click()
    expect(page.get_by_text("Volontiers, à dix heures.")).to_be_visible()
    check_page(page)

    page.get_by_role("link", name="Signaler").click()
    page.get_by_label("autre chose").check()
    page.get_by_role("button", name="Signaler", exact=True).click()
    expect(page.get_by_text("C’est signalé")).to_be_visible()
    sign_in(MandateFactory(role=Role.CLUB_ORGANISER, scope__of_departement=True).person)
    page.goto(reverse("contact_reports"))
    page.get_by_role("link", name="Autre chose").click()
    check_page(page)
    page.get_by_role("button", name="Classer sans suite").click()
    expect(page.get_by_text("Rien n’est signalé")).to_be_visible()
    assert ConversationReport.objects.get().outcome == ConversationReport.Outcome.CLOSED


def test_newcomer_meets_a_member_and_is_a_guest(
    page: Page, boitron: Any, mailbox: Mailbox, sign_in: Callable[[Person], None]
) -> None:
    camille = PersonFactory(name="Camille Ferrand")
    project = ProjectFactory(answered=True, adults=[camille])
    project.communes.add(boitron)
    nadia = MemberFactory(
        commune=boitron, meets_newcomers=True, person__name="Nadia Prigent", headline="Graphiste"
    )
    sign_in(camille)
    page.goto(reverse("own_project"))
    page.get_by_role("button", name="Voir qui je pourrais rencontrer").click()
    expect(page.get_by_text("Nadia Prigent")).to_be_visible()
    page.get_by_role("button", name="Oui, je veux les rencontrer").click()
    expect(page.get_by_text("Vous êtes invité du club.")).to_be_visible()
    check_page(page)

    body = mailbox.open_newest_to(nadia.person, "Rencontreriez-vous Camille, qui s’installe ici ?")
    expect(body).not_to_contain_text("Ferrand")
    mailbox.press(body, "Oui, je veux bien")
    page.get_by_role("button", name="Oui, je veux bien").click()
    expect(page.get_by_role("heading", name="Merci pour Camille")).to_be_visible()
    body = mailbox.open_newest_to(camille, "Nadia Prigent veut bien vous rencontrer")
    mailbox.press(body, "Lui écrire")
    expect(page.get_by_role("heading", name="Écrire à Nadia Prigent")).to_be_visible()
    assert Member.objects.get(person=camille).status == Member.Status.GUEST
