"""An evening in a city: prepared, a neighbour invited, registered, at the door, and seen in what
the campaign brought."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from bocage.foundation.http.signed_actions import signed_action_path
from bocage.outreach.evenings.operations.invitations import send_invitations
from bocage.outreach.models import (
    CityEvening,
    EveningInvitation,
    EveningRegistration,
    ProspectConsent,
)
from bocage.people.models import Person
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.outreach.coordination import coordinator_of
from tests.outreach.factories import ConsentFactory, at
from tests.territory.factories import CommuneFactory

pytestmark = [pytest.mark.django_db(transaction=True), screens("desk")]


def test_a_neighbour_is_invited_registers_comes_and_is_counted(
    page: Page, sign_in: Callable[[Person], None], live_server: Any
) -> None:
    orne = CommuneFactory(boitron=True).departement
    prospect = ConsentFactory(
        purpose=ProspectConsent.Purpose.EVENINGS,
        prospect__departement=orne,
        prospect__name="Inès Roussel",
        prospect__origin="Rouen",
    ).prospect
    nadia = coordinator_of(orne)
    sign_in(nadia)
    page.goto("/espace/soirees/")
    page.get_by_role("link", name="Préparer une soirée").first.click()
    check_page(page)
    page.get_by_label("Titre").fill("Et si vous viviez ici ?")
    page.get_by_label("Dans quelle ville").fill("Rouen")
    page.get_by_label("La salle et son adresse").fill("Le 3 Pièces, 76000 Rouen")
    page.get_by_label("Quel jour").fill(at(7, 19).date().isoformat())
    page.get_by_label("Ce que coûte la salle").fill("120")
    page.get_by_role("button", name="Préparer").click()
    page.get_by_role("button", name="Ouvrir les inscriptions").click()
    page.get_by_role("button", name="Les inviter").click()
    expect(page.get_by_text("1 invitation part, de jour.")).to_be_visible()
    check_page(page)
    assert send_invitations(now=at(1, 12)) == 1

    page.context.clear_cookies()
    invitation = EveningInvitation.objects.get(prospect=prospect)
    payload = {"invitation": str(invitation.pk), "to": prospect.email}
    page.goto(signed_action_path("outreach.evening_yes", payload))
    check_page(page)
    page.get_by_role("button", name="Je viens").click()
    expect(page.get_by_role("heading", name="Vous êtes inscrit")).to_be_visible()
    evening = CityEvening.objects.get()
    page.goto(f"/soirees/{evening.pk}/?c={evening.link.code}")
    page.get_by_label("Prénom et nom").fill("Marek Novak")
    page.get_by_label("Adresse électronique").fill("marek@rouen.example")
    page.get_by_label(re.compile("recevoir par courriel les")).check()
    page.get_by_role("button", name="M’inscrire").click()
    expect(page.get_by_role("heading", name=re.compile("Encore un geste"))).to_be_visible()
    check_page(page)
    registration = EveningRegistration.objects.get(email="marek@rouen.example")
    page.goto(
        signed_action_path("outreach.confirm_evening", {"registration": str(registration.pk)})
    )
    page.get_by_role("button", name=re.compile("^Oui")).click()
    expect(page.get_by_role("heading", name="Vous êtes inscrit")).to_be_visible()

    CityEvening.objects.update(
        starts_at=timezone.now(), ends_at=timezone.now() + timedelta(hours=2)
    )
    sign_in(nadia)
    page.goto(f"/espace/soirees/{evening.pk}/entree/")
    page.get_by_role("checkbox", name="Inès Roussel").check()
    page.get_by_role("checkbox", name="Marek Novak").check()
    page.get_by_role("button", name="Enregistrer qui est là").click()
    expect(page.get_by_text("2 là, 2 attendus")).to_be_visible()
    check_page(page)
    page.goto(evening.campaign.get_absolute_url())
    row = page.get_by_role("row").filter(has_text="Prospects").first
    expect(row).to_contain_text("2")
    page.goto(prospect.get_absolute_url())
    expect(page.get_by_text("est venu")).to_be_visible()
