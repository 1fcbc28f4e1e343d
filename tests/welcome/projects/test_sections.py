"""Sections of all subjects are rendered on the page of a household that has data for each."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.people.factories import PersonFactory
from tests.welcome.ceremonies.factories import CeremonyGuestFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.helpers.factories import HelpRequestFactory
from tests.welcome.sponsors.factories import SponsorshipFactory
from tests.welcome.visits.factories import StayFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(camille):
    project = ProjectFactory(adults=[camille], settled=True)
    HelpRequestFactory(project=project, helper__name="Odile Prévost", answered=True)
    SponsorshipFactory(project=project, active=True, sponsor__person__name="Gérard Poulain")
    StayFactory(project=project, name="Deux jours à Boitron", confirmed_at=timezone.now())
    CeremonyGuestFactory(project=project)
    return project


def test_the_page_of_the_household(client, project, camille):
    client.force_login(camille)

    page = client.get(reverse("own_project")).content.decode()

    for words in ("Odile Prévost", "Gérard Poulain", "Deux jours à Boitron"):
        assert words in page
    assert page.count('id="helpers"') == 1


def test_sections_are_hidden_from_others(client, project):
    client.force_login(PersonFactory())

    page = client.get(reverse("own_project"), follow=True).content.decode()

    assert "Odile Prévost" not in page
