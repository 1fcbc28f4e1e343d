"""Unfounded sentences once shown for empty fields, searched for by HTTP."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bocage.people.models import Role
from tests.pages.page_text import text_of
from tests.people.factories import MandateFactory, ScopeFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.visits.factories import StayFactory, StayStepFactory, agree, coordinator_of
from tests.workspaces.factories import ResourceFactory

pytestmark = pytest.mark.django_db


def place_page(client: Client, **fields: str) -> str:
    place = ResourceFactory().place
    for name in ("access_instructions", "contact_email", "contact_phone", "website"):
        setattr(place, name, fields.get(name, ""))
    place.save()
    return text_of(client.get(place.get_absolute_url()))


def test_a_place_tells_no_way_in_that_nobody_wrote(client: Client) -> None:
    page = place_page(client)
    for sentence in ("en autonomie", "La façon d’entrer", "Qui vous accueille", "Joindre le lieu"):
        assert sentence not in page


def test_a_place_tells_that_its_way_in_comes_once_it_is_written(client: Client) -> None:
    page = place_page(client, access_instructions="La porte bleue.")
    assert "La façon d’entrer arrive avec votre confirmation." in page
    assert "en autonomie" not in page
    assert "La porte bleue" not in page


@pytest.mark.parametrize(("address", "is_told"), [("mairie@boitron.example", True), ("", False)])
def test_people_met_are_stated_to_know_only_where_they_are_written_to(
    client: Client, deliver_mails, address: str, is_told: bool
) -> None:
    project = ProjectFactory()
    coordinator = coordinator_of(project)
    agree(project, "helpers", "town_halls")
    stay = StayFactory(project=project, prepared_by=coordinator)
    StayStepFactory(stay=stay, contact_mail=address)
    client.force_login(coordinator)
    client.post(reverse("stay_confirm", args=[stay.pk]))
    adult = project.adults.get().person.email
    [mail] = [mail for mail in deliver_mails() if mail.recipient == adult]
    assert ("Chaque personne que vous rencontrez en est prévenue." in mail.text) is is_told


def test_the_tour_of_a_coordinator_tells_of_no_household_that_waits(client: Client) -> None:
    scope, today = ScopeFactory(of_departement=True), timezone.localdate()
    mandate = MandateFactory(role=Role.COORDINATOR, scope=scope, starts_on=today)
    client.force_login(mandate.person)
    page = text_of(client.get(reverse("espace")))
    assert "reçoit une première réponse sous un jour ouvré" in page
    assert "Un ménage attend" not in page
