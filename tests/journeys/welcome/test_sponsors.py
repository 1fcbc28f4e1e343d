"""A sponsor, from the word of a mayor to the thanks of both sides, then news a year on."""

from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from dateutil.relativedelta import relativedelta
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from bocage.people.models import Person, Role
from bocage.welcome.follow_ups.operations.follow_ups import ask_due_follow_ups, plan_follow_ups
from bocage.welcome.models import FollowUp, SettlementProject, SponsorProfile, Sponsorship
from bocage.welcome.sponsors.operations.sponsorships import propose_sponsor
from tests.housing.leads.factories import coordinator, town_hall
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.journeys.mailbox import Mailbox
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.sponsors.factories import SponsorProfileFactory, agreeing_project

pytestmark = [pytest.mark.django_db(transaction=True), screens("phone")]


class Village(NamedTuple):
    """People around a household that moves to Boitron."""

    mayor: Person
    welcome: Person
    camille: Person
    project: SettlementProject


@pytest.fixture
def village(live_server: Any) -> Village:
    boitron = CommuneFactory(boitron=True)
    camille = PersonFactory(name="Camille Ferrand", email="camille@exemple.example")
    return Village(
        town_hall(boitron, role=Role.ELECTED, person__name="Gérard Poulain"),
        coordinator(boitron, person__name="Inès Robin"),
        camille,
        agreeing_project(adults=[camille], name="Famille Ferrand"),
    )


def test_a_sponsor_from_the_mayor_to_the_thanks(
    page: Page, village: Village, mailbox: Mailbox, sign_in: Callable[[Person], None]
) -> None:
    mayor, welcome, camille, project = village
    sign_in(mayor)
    page.goto(reverse("sponsor_offer", args=["61051"]))
    check_page(page)
    page.get_by_label("Son adresse électronique").fill("yves@exemple.example")
    page.get_by_label("Son nom").fill("Yves Lecointe")
    page.get_by_role("button", name="Proposer").click()
    expect(page.get_by_text("La question est partie à Yves Lecointe")).to_be_visible()

    yves = Person.objects.get(email="yves@exemple.example")
    body = mailbox.open_newest_to(yves, "Boitron : seriez-vous parrain ou marraine ?")
    mailbox.press(body, "Oui, je veux bien")
    page.get_by_role("button", name="Oui, je veux bien").click()
    expect(
        page.get_by_role("heading", name="Merci : vous êtes parrain ou marraine")
    ).to_be_visible()

    profile = SponsorProfile.objects.get(person=yves)
    propose_sponsor(by=welcome, project=project, sponsor=profile)
    body = mailbox.open_newest_to(yves, "Accompagner Camille ?")
    mailbox.press(body, "Oui, je les accompagne")
    page.get_by_role("button", name="Oui, je les accompagne").click()
    body = mailbox.open_newest_to(camille, "Yves Lecointe vous accompagne")
    mailbox.press(body, "Donner mes coordonnées")
    check_page(page)
    page.get_by_role("button", name="Oui, les donner").click()

    sign_in(yves)
    page.goto(reverse("sponsoring"))
    check_page(page)
    page.get_by_role("link", name="Camille").click()
    check_page(page)
    expect(page.get_by_role("link", name="camille@exemple.example")).to_be_visible()
    page.get_by_label("En une ligne").fill("Café à la maison, cherche un médecin")
    page.get_by_role("button", name="Noter").click()
    expect(page.get_by_text("cherche un médecin", exact=False).last).to_be_visible()
    page.get_by_role("link", name="Le guide des premiers pas").click()
    check_page(page)
    page.go_back()
    page.get_by_text("Terminer ce parrainage").click()
    check_page(page)
    page.get_by_text("le ménage a pris ses marques").click()
    page.get_by_role("button", name="Terminer", exact=True).click()
    _report_contact(page, camille, mailbox)

    assert Sponsorship.objects.get().feedback.count() == 1


def _report_contact(page: Page, person: Person, mailbox: Mailbox) -> None:
    body = mailbox.open_newest_to(person, "Deux minutes pour dire comment cela s’est passé")
    mailbox.press(body, "Répondre")
    check_page(page)
    page.get_by_text("très bien", exact=True).click()
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("heading", name="Merci")).to_be_visible()
    check_page(page)


def test_profile_and_list_of_sponsors(
    page: Page, village: Village, sign_in: Callable[[Person], None]
) -> None:
    sponsor = SponsorProfileFactory(person__name="Odile Prévost")
    SponsorProfileFactory(
        person__name="Jean Roux", mandate=False, status="requested", words="Bonjour"
    )
    sign_in(village.welcome)
    for address in (reverse("sponsor_list"), reverse("sponsor_list") + "?q=zzzz"):
        page.goto(address)
        check_page(page)
    sign_in(sponsor.person)
    for address in (
        reverse("sponsor_oneself"),
        reverse("sponsor_profile", args=[sponsor.pk]),
        reverse("sponsoring"),
    ):
        page.goto(address)
        check_page(page)


def test_news_a_year_on_and_the_figures(
    page: Page, village: Village, mailbox: Mailbox, sign_in: Callable[[Person], None]
) -> None:
    person = PersonFactory(name="Zoé Martin")
    moved_in_on = timezone.localdate() - relativedelta(months=12)
    project = ProjectFactory(settled=True, adults=[person], moved_in_on=moved_in_on)
    plan_follow_ups(project=project)
    ask_due_follow_ups()

    body = mailbox.open_newest_to(person, "1 an à Boitron : comment ça va ?")
    mailbox.press(body, "Donner des nouvelles")
    check_page(page)
    page.get_by_text("Oui, toujours ici").click()
    page.get_by_text("très bien", exact=True).click()
    page.get_by_label("J’aimerais parrainer à mon tour").check()
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("link", name="Me proposer comme parrain ou marraine")).to_be_visible()
    check_page(page)
    project.refresh_from_db()
    assert project.stage == "rooted"

    sign_in(village.welcome)
    for address in (reverse("welcome_figures"), reverse("welcome_figures") + "?version=publique"):
        page.goto(address)
        check_page(page)
    follow_up = FollowUp.objects.get(requested_at__isnull=False)
    page.goto(reverse("follow_up_call", args=[follow_up.pk]))
    check_page(page)
    assert urlsplit(page.url).path == reverse("follow_up_call", args=[follow_up.pk])
