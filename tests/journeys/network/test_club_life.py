"""The club between meetings: a help post that reaches the right member, a digest edited and
sent."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bocage.foundation.models import OutgoingMail
from bocage.network.models import HelpPost, Mailing
from bocage.people.models import Person
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.journeys.mailbox import Mailbox, loosely
from tests.network.factories import MemberFactory
from tests.network.life_factories import HelpPostFactory, IdeaFactory, organiser
from tests.territory.factories import CommuneFactory

pytestmark = [pytest.mark.django_db(transaction=True), screens("phone")]

SignIn = Callable[[Person], None]


@pytest.mark.usefixtures("live_server")
def test_a_help_post_reaches_the_right_member_and_is_answered_and_thanked(
    page: Page, mailbox: Mailbox, sign_in: SignIn
) -> None:
    boitron = CommuneFactory(boitron=True)
    author = MemberFactory(commune=boitron, person__name="Nadia Prigent").person
    helper = MemberFactory(
        commune=CommuneFactory(sees=True), person__name="Yann Auvray", skills=["Graphiste"]
    ).person
    missed = MemberFactory(commune=boitron, skills=["Comptable"]).person

    sign_in(author)
    page.goto("/club/entraide/")
    page.get_by_role("link", name="Publier une annonce").click()
    page.get_by_label("En une ligne").fill("Une affiche pour la fête du village")
    page.get_by_label("Quels métiers ou compétences").fill("graphiste")
    check_page(page)
    page.get_by_role("button", name="Publier", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Une affiche pour la fête du village")

    mail = mailbox.open_newest_to(helper, "Entraide : Une affiche pour la fête du village")
    sign_in(helper)
    mailbox.press(mail, "Lire et répondre")
    page.get_by_label("Votre message").fill("Je peux vous la dessiner pour jeudi.")
    page.get_by_role("button", name="Envoyer ma réponse").click()
    expect(page.locator("main")).to_contain_text("Votre réponse est partie.")
    check_page(page)

    mail = mailbox.open_newest_to(author, "Yann Auvray répond à votre annonce")
    sign_in(author)
    mailbox.press(mail, "Répondre")
    expect(page.locator("main")).to_contain_text("Je peux vous la dessiner pour jeudi.")
    page.get_by_label("Votre message").fill("Jeudi, c’est parfait.")
    check_page(page)
    page.get_by_role("button", name="Envoyer").click()
    expect(page.locator("main")).to_contain_text("Jeudi, c’est parfait.")
    page.get_by_role(
        "link", name=loosely("répond à « Une affiche pour la fête du village »")
    ).click()
    expect(page.get_by_role("link", name="Répondre à Yann Auvray")).to_be_visible()
    page.get_by_label("Qui vous a aidé").select_option(label="Yann Auvray")
    page.get_by_label("Un mot pour lui ou elle").fill("Elle est superbe.")
    check_page(page)
    page.get_by_role("button", name="Remercier et clore").click()
    expect(page.get_by_role("heading", name="Merci à")).to_be_visible()
    check_page(page)

    mailbox.open_newest_to(helper, "Nadia Prigent vous remercie")
    assert HelpPost.objects.get().status == HelpPost.Status.CLOSED
    assert not OutgoingMail.objects.filter(recipient=missed.email).exists()


@screens("desk")
def test_a_digest_is_edited_and_sent(
    page: Page, mailbox: Mailbox, sign_in: SignIn, live_server: Any
) -> None:
    boitron = CommuneFactory(boitron=True)
    member = MemberFactory(commune=boitron, person__name="Nadia Prigent").person
    HelpPostFactory(author=member, title="Relire un devis")
    IdeaFactory(author=member, title="Un abri à vélos")
    sign_in(organiser(name="Maëlle Guérin"))

    page.goto("/espace/club/envois/")
    check_page(page)
    page.get_by_role("button", name="La lettre de ce mois").click()
    expect(page.locator("main")).to_contain_text("1 destinataire aujourd’hui")
    page.get_by_role("link", name="Modifier").click()
    page.get_by_label("Quelques mots pour commencer").fill("Un mois calme et doux.")
    ideas = page.get_by_role("group", name="La boîte à idées")
    ideas.get_by_label("Garder la rubrique").uncheck()
    members = page.get_by_role("group", name="Ils nous rejoignent")
    members.get_by_label("Titre").fill("Bienvenue à")
    # The order: with the keyboard, and with the mouse.
    members.get_by_role("button", name=loosely("Descendre « Ils nous rejoignent »")).press("Enter")
    expect(page.get_by_role("status").first).to_have_text(
        loosely("Ils nous rejoignent : place 2 sur 3")
    )
    help_board = page.get_by_role("group", name="S’entraider")
    handle = ideas.locator("[data-handle]").first
    handle.hover()
    page.mouse.down()
    # Slowly at first, as a hand does: this is how a browser knows that one drags.
    handle_box = handle.bounding_box()
    assert handle_box is not None
    page.mouse.move(handle_box["x"] + 25, handle_box["y"] + 10, steps=4)
    for y in (16, 12, 10, 8):
        help_board.hover(position={"x": 40, "y": y}, force=True)
    page.mouse.up()
    expect(page.locator("fieldset legend").first).to_have_text("La boîte à idées")
    order = ["ideas", "help_posts", "members"]
    check_page(page)
    page.get_by_role("button", name="Enregistrer et voir l’aperçu").click()
    preview = page.frame_locator(".mail-frame").locator("body")
    expect(preview).to_contain_text("Un mois calme et doux.")
    expect(preview).to_contain_text("Bienvenue à")
    expect(preview).not_to_contain_text("Un abri à vélos")
    assert [section["name"] for section in Mailing.objects.get().sections] == order

    page.get_by_text("Envoyer", exact=True).first.click()
    check_page(page)
    page.get_by_role("button", name="Oui, envoyer").click()
    expect(page.locator("main")).to_contain_text("L’envoi commence.")
    body = mailbox.open_newest_to(member, "La lettre du club")
    expect(body).to_contain_text("Un mois calme et doux.")
    expect(body).to_contain_text("Relire un devis")
    expect(body).to_contain_text(loosely("Ne plus recevoir ces messages"))
    digest = Mailing.objects.get()
    page.goto(live_server.url + digest.get_absolute_url())
    expect(page.locator("#avancement")).to_contain_text("1 sur 1")
    check_page(page)
