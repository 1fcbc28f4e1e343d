"""Courses and the welcome: programmes for a household with a business project, and the club."""

import pytest
from django.urls import reverse

from bocage.network.models import Member
from bocage.training.cohorts.operations.sessions import plan_sessions
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.territory.factories import DepartementFactory
from tests.training.factories import CohortFactory, ProgrammeFactory, course_world, seat
from tests.welcome.factories import ProjectFactory

pytestmark = pytest.mark.django_db


def test_a_household_with_a_business_to_create_reads_the_courses_that_fit(client):
    world = course_world()
    programme = world.cohort.programme
    CohortFactory(programme__draft=True, programme__departement=programme.departement)
    distant_programme = ProgrammeFactory(
        name="Ailleurs", departement=DepartementFactory(sarthe=True)
    )
    project = ProjectFactory(departement=programme.departement, has_business_project=True)
    client.force_login(project.adults.get().person)

    page = text_of(client.get(reverse("own_project")))
    project.has_business_project = False
    project.save()
    page_of_employee = text_of(client.get(reverse("own_project")))

    assert (programme.name in page, distant_programme.name in page) == (True, False)
    assert programme.name not in page_of_employee


def test_person_with_a_seat_is_a_guest_of_the_local_club(run_tasks):
    world = course_world()
    plan_sessions(by=world.officer, cohort=world.cohort, plans=[world.plan()])
    nadia = PersonFactory()

    seat(nadia, world.cohort, by=world.officer)
    run_tasks()

    guest = Member.objects.get(person=nadia)
    assert (guest.status, guest.commune) == (Member.Status.GUEST, world.place.commune)
