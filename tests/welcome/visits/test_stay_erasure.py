"""Erasure of a household with a stay: people are notified, and all texts about it are erased."""

import pytest
from django.utils import timezone

from bocage.welcome.models import Stay, StayFeedback, StayStep
from bocage.welcome.projects.operations.projects import erase_project
from bocage.welcome.visits.stays.operations.stays import confirm_stay
from bocage.welcome.visits.weekends.operations.announcements import notify_places
from bocage.welcome.visits.weekends.operations.places import place_household
from tests.welcome.factories import ProjectFactory
from tests.welcome.visits.factories import (
    NightHostFactory,
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


def test_erasure_notifies_people_met_and_hosts(deliver_mails):
    project = ProjectFactory()
    coordinator = coordinator_of(project)
    agree(project, "town_halls", "helpers")
    stay = StayFactory(project=project, prepared_by=coordinator, words="Ils ont peur des chiens")
    StayStepFactory(stay=stay, words="Leur fille est allergique")
    confirm_stay(by=coordinator, stay=stay)
    weekend = WeekendFactory(prepared_by=coordinator, seats=1)
    host = NightHostFactory(weekend=weekend, mail="lucie@exemple.example")
    household = WeekendHouseholdFactory(weekend=weekend, project=project, coming=True)
    waiting_household = WeekendHouseholdFactory(
        weekend=weekend, status="waiting", waiting_since=timezone.now()
    )
    place_household(by=coordinator, household=household, car=None, host=host)
    notify_places(by=coordinator, weekend=weekend)
    mail_count, person = len(deliver_mails()), project.adults.get().person

    for author in (person, None):
        erase_project(by=author, project=project)

    mails = kinds(deliver_mails()[mail_count:])
    assert ("StepOffMail", "mairie@boitron.example") in mails
    assert ("VolunteerFreeMail", "lucie@exemple.example") in mails
    assert ("WeekendSeatMail", waiting_household.project.adults.get().person.email) in mails
    stay, step = Stay.objects.get(), StayStep.objects.get()
    assert (stay.status, stay.words, step.words, step.last_notification) == (
        "called_off",
        "",
        "",
        {},
    )


def test_a_stay_that_took_place_still_counts_without_its_words():
    stay = StayFactory(done=True)
    person = stay.project.adults.get().person
    StayFeedback.objects.create(
        stay=stay,
        person=person,
        was_useful=4,
        sees_self_here=3,
        liked="La maison de ma tante",
        given_at=timezone.now(),
    )

    erase_project(by=person, project=stay.project)

    feedback = StayFeedback.objects.get()
    assert (feedback.was_useful, feedback.liked) == (4, "")
    assert Stay.objects.get().status == "done"
