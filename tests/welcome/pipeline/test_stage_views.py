"""Views of the file of a household."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.people.models import Role
from bocage.welcome.models import ProjectView
from bocage.welcome.projects.operations.access_log import record_view
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.welcome.factories import ProjectFactory, coordinator_of
from tests.welcome.follow_ups.factories import FollowUpFactory
from tests.welcome.sponsors.factories import SponsorshipFactory
from tests.welcome.visits.factories import StayFactory, WeekendFactory, WeekendHouseholdFactory

pytestmark = pytest.mark.django_db


def test_view_is_written_once_an_hour():
    person, project, now = PersonFactory(), ProjectFactory(), timezone.now()

    rows = [
        record_view(by=person, project=project, capacity="coordinator", now=now + delay)
        for delay in (timedelta(), timedelta(minutes=59), timedelta(minutes=61))
    ]

    assert rows == [True, False, True]


def test_household_reads_what_is_its_own():
    project = ProjectFactory()

    assert not record_view(by=project.adults.get().person, project=project, capacity="coordinator")
    assert ProjectView.objects.count() == 0


PAGES = {
    "stay": lambda project: ("stay", StayFactory(project=project).pk),
    "stay_sheet_file": lambda project: ("stay_sheet_file", StayFactory(project=project).pk),
    "step_add": lambda project: ("step_add", StayFactory(project=project).pk),
    "stay_plan": lambda project: ("stay_plan", project.pk),
    "relay_ask": lambda project: ("relay_ask", project.pk),
    "communes_propose": lambda project: ("communes_propose", project.pk),
    "follow_up_call": lambda project: ("follow_up_call", FollowUpFactory(project=project).pk),
    "weekend": lambda project: (
        "weekend",
        WeekendHouseholdFactory(project=project, coming=True).weekend.pk,
    ),
    "weekend_sheet": lambda project: (
        "weekend_sheet",
        WeekendHouseholdFactory(project=project, coming=True).weekend.pk,
    ),
}


@pytest.mark.parametrize("page", PAGES)
def test_view_of_a_project_is_shown_to_its_household(client, page):
    project = ProjectFactory(settled=True)
    person = coordinator_of(project)
    name, key = PAGES[page](project)
    client.force_login(person)

    for _time in range(2):
        assert client.get(reverse(name, args=[key])).status_code == 200

    view = ProjectView.objects.get()
    assert (view.project, view.person, view.capacity) == (project, person, "coordinator")


def test_view_of_a_weekend_is_recorded_for_every_household(client):
    households = WeekendHouseholdFactory.create_batch(2, weekend=WeekendFactory(), coming=True)
    client.force_login(coordinator_of(households[0].project))

    client.get(reverse("weekend", args=[households[0].weekend.pk]))

    viewed_keys = set(ProjectView.objects.values_list("project", flat=True))
    assert viewed_keys == {household.project_id for household in households}


def test_view_by_a_sponsor_is_shown_to_the_household(client):
    sponsorship = SponsorshipFactory(active=True)
    sponsor = sponsorship.sponsor.person
    client.force_login(sponsor)

    client.get(reverse("sponsorship", args=[sponsorship.pk]))

    view = ProjectView.objects.get()
    assert (view.project, view.person, view.capacity) == (sponsorship.project, sponsor, "sponsor")
    adult = sponsorship.project.adults.get().person
    client.force_login(adult)
    assert f"{sponsor} {Role.SPONSOR.label}" in text_of(client.get(reverse("own_project")))


def test_refused_page_records_no_view(client):
    stay = StayFactory()
    client.force_login(PersonFactory())

    assert client.get(reverse("stay", args=[stay.pk])).status_code == 404

    assert ProjectView.objects.count() == 0
