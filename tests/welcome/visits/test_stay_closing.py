"""Closing of a project before its stay: the people met are notified that nobody comes."""

import pytest

from bocage.welcome.models import Stay, WeekendHousehold
from bocage.welcome.pipeline.operations.stages import close_project
from bocage.welcome.visits.operations.closing import call_off_visits
from bocage.welcome.visits.stays.operations.stays import confirm_stay
from bocage.workspaces.models import Booking
from tests.welcome.factories import ProjectFactory
from tests.welcome.visits.factories import (
    StayFactory,
    StayStepFactory,
    WeekendFactory,
    WeekendHouseholdFactory,
    agree,
    coordinator_of,
)

pytestmark = pytest.mark.django_db


def kinds(mails):
    return {(mail.kind.rpartition(".")[2], mail.recipient) for mail in mails}


@pytest.fixture
def project():
    return ProjectFactory(answered=True)


@pytest.fixture
def claire(project):
    return coordinator_of(project)


def test_closing_cancels_the_stay_and_notifies_people_involved(
    project, claire, deliver_mails, run_tasks
):
    agree(project, "town_halls", "helpers")
    stay = StayFactory(project=project, prepared_by=claire)
    StayStepFactory(stay=stay)
    confirm_stay(by=claire, stay=stay)
    mail_count = len(deliver_mails())

    close_project(by=claire, project=project, reason="changed_mind")
    run_tasks()

    assert Stay.objects.get().status == "called_off"
    mails = kinds(deliver_mails()[mail_count:])
    assert ("StepOffMail", "mairie@boitron.example") in mails
    assert ("StayCalledOffMail", project.adults.get().person.email) in mails


def test_unannounced_stay_is_cancelled_silently(project, claire, deliver_mails):
    StayFactory(project=project, prepared_by=claire)
    mail_count = len(deliver_mails())

    assert len(call_off_visits(project=project)) == 1
    assert call_off_visits(project=project) == []

    assert deliver_mails()[mail_count:] == []


def test_past_stay_is_unchanged(project):
    StayFactory(project=project, done=True)

    assert call_off_visits(project=project) == []
    assert Stay.objects.get().status == "done"


def test_the_seat_of_a_weekend_is_free(project, claire):
    weekend = WeekendFactory(prepared_by=claire, seats=1)
    household = WeekendHouseholdFactory(weekend=weekend, project=project, coming=True)

    call_off_visits(project=project)

    household.refresh_from_db()
    assert household.status == WeekendHousehold.Status.DECLINED


def test_another_project_keeps_its_stay(project, claire):
    other_stay = StayFactory(project=ProjectFactory(answered=True), prepared_by=claire)

    call_off_visits(project=project)

    other_stay.refresh_from_db()
    assert other_stay.is_open
    assert not Booking.objects.filter(status="cancelled").exists()
