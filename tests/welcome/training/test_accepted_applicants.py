"""Accepted applicants of a course who do not live here yet: followed by the welcome team."""

import pytest
from django.utils import timezone

from bocage.people.models import Role
from bocage.people.seams.relocation_projects import relocation_projects
from bocage.training.admissions.applications.operations.applications import (
    save_application,
    start_application,
)
from bocage.training.admissions.applications.operations.seat_offers import confirm_seat, offer_seat
from bocage.training.models import Application
from bocage.welcome.models import SettlementProject
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.training.admissions.factories import ApplicationFactory
from tests.training.factories import CohortFactory
from tests.welcome.factories import ProjectFactory

pytestmark = pytest.mark.django_db
COMING = Application.Home.COMING


def make_coming_application(**values):
    application = ApplicationFactory(**({"home": COMING} | values))
    confirm_seat(by=application.applicant, offer=offer_seat(application, timezone.now()))
    return application


def test_accepted_applicant_gets_a_project_and_the_least_busy_coordinator(run_tasks):
    cohort = CohortFactory()
    scope = ScopeFactory(of_departement=True, departement=cohort.programme.departement)
    busy_coordinator, free_coordinator = (
        MandateFactory(role=Role.COORDINATOR, scope=scope).person for _coordinator in range(2)
    )
    ProjectFactory(departement=scope.departement, coordinator=busy_coordinator)
    application = make_coming_application(cohort=cohort, wishes_welcome=True)
    make_coming_application(cohort=cohort)
    # A seat that is only offered opens no project yet.
    offer_seat(ApplicationFactory(cohort=cohort, home=COMING, wishes_welcome=True), timezone.now())
    ApplicationFactory(cohort=cohort, home=COMING, wishes_welcome=True)
    make_coming_application(cohort=cohort, home="here", wishes_welcome=True)
    for _run in range(2):
        run_tasks()

    project = SettlementProject.objects.exclude(coordinator=busy_coordinator).get()
    assert project.adults.get().person == application.applicant
    assert (project.coordinator, project.next_action_by) == (free_coordinator, free_coordinator)
    assert project.has_business_project
    assert "vient à une formation" in project.next_action


def test_a_household_with_a_project_keeps_it_and_its_coordinator_reads_of_the_course(run_tasks):
    first_adult, second_adult = PersonFactory(), PersonFactory()
    cohort = CohortFactory()
    scope = ScopeFactory(of_departement=True, departement=cohort.programme.departement)
    follower = MandateFactory(role=Role.COORDINATOR, scope=scope).person
    project = ProjectFactory(
        departement=scope.departement, adults=[first_adult, second_adult], coordinator=follower
    )
    draft = start_application(by=first_adult, cohort=cohort)
    assert (draft.project_id, draft.home) == (project.pk, COMING)
    # A person cannot attach another's project to an application.
    stranger = start_application(by=PersonFactory(), cohort=cohort)
    saved_application = save_application(
        by=stranger.applicant, application=stranger, project_id=project.pk
    )
    assert saved_application.project_id is None
    assert relocation_projects().households_of([first_adult.pk]) == {
        first_adult.pk: {second_adult.pk}
    }

    make_coming_application(cohort=CohortFactory(programme=cohort.programme), applicant=first_adult)
    run_tasks()

    project.refresh_from_db()
    assert SettlementProject.objects.count() == 1
    assert project.coordinator == follower
    assert cohort.programme.name in project.messages.get(channel="note").words
