"""Timeline of a project: entries of every subject."""

from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from django.utils import timezone

from bocage.housing.alerts.operations.alerts import send_due_alerts
from bocage.housing.models import SavedSearch
from bocage.housing.searches.operations import forget_searches_of_project
from bocage.welcome.coordinator_portal.project_page import bookings
from bocage.welcome.coordinator_portal.views.file import KINDS
from bocage.welcome.homes.operations.homes import follow_home
from bocage.welcome.homes.operations.saved_search_sync import record_homes_notification
from bocage.welcome.homes.personal_data import homes_notification_rows
from bocage.welcome.homes.project_page import alerts
from bocage.welcome.models import HomesNotification, ProjectConsent, ProjectMessage, StepKind
from bocage.welcome.projects.operations.projects import erase_project
from bocage.welcome.projects.timeline import Kind, timeline_of
from tests.housing.factories import AlertFactory, DwellingFactory, SavedSearchFactory
from tests.people.factories import PersonFactory
from tests.welcome.ceremonies.factories import CeremonyGuestFactory
from tests.welcome.factories import (
    HouseholdAdultFactory,
    ProjectConsentFactory,
    ProjectFactory,
    ProjectMessageFactory,
    ProjectTaskFactory,
    first_adult,
)
from tests.welcome.follow_ups.factories import FollowUpFactory
from tests.welcome.helpers.factories import HelpRequestFactory
from tests.welcome.relays.factories import RelayFactory
from tests.welcome.sponsors.factories import SponsorshipFactory
from tests.welcome.visits.factories import StayFactory, StayStepFactory
from tests.workspaces.factories import BookingFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 25, 11, tzinfo=UTC)


@pytest.fixture
def project():
    return ProjectFactory(settled=True)


def entries_of(source, project):
    return [(str(entry.title), entry.at) for entry in source(project)]


def test_every_kind_of_entry_has_a_subject_and_a_filter(project):
    ProjectMessageFactory(project=project)
    ProjectMessageFactory(
        project=project, channel=ProjectMessage.Channel.NOTE, is_from_household=False
    )
    ProjectTaskFactory(
        project=project,
        opened_at=timezone.now() - timedelta(hours=1),
        done_at=timezone.now(),
    )
    RelayFactory(project=project)
    SponsorshipFactory(project=project, active=True)
    StayFactory(project=project, confirmed=True)
    CeremonyGuestFactory(project=project)
    follow_home(by=first_adult(project), project=project, home=DwellingFactory())
    record_homes_notification(project_id=project.pk, homes=2, notified_at=timezone.now())
    ProjectConsentFactory(project=project, use=ProjectConsent.Use.FOLLOW)
    BookingFactory(booked_for=first_adult(project))
    FollowUpFactory(project=project, answered=True)
    HelpRequestFactory(project=project)

    assert {entry.kind for entry in timeline_of(project)} == set(get_args(Kind))
    assert {kind for kinds in KINDS.values() for kind in kinds} == set(get_args(Kind))


def test_alerts_of_a_day_are_one_entry(project):
    for hours, homes in ((0, 2), (3, 1), (24, 1)):
        moment = NOON + timedelta(hours=hours)
        record_homes_notification(project_id=project.pk, homes=homes, notified_at=moment)
        record_homes_notification(project_id=project.pk, homes=homes, notified_at=moment)

    assert entries_of(alerts, project) == [
        ("Alerte envoyée\u00a0: 3 logements", NOON + timedelta(hours=3)),
        ("Alerte envoyée\u00a0: 1 logement", NOON + timedelta(hours=24)),
    ]


def test_sent_alert_is_listed_after_the_search_ended(project, run_tasks):
    search = SavedSearchFactory(person=first_adult(project), project=project.pk)
    alert = AlertFactory(search=search, due_at=NOON)
    AlertFactory(search=search, due_at=NOON, fact__dwelling=alert.fact.dwelling)
    AlertFactory(search=SavedSearchFactory(), due_at=NOON)

    send_due_alerts(now=NOON)
    run_tasks()
    forget_searches_of_project(project=project.pk)

    assert not SavedSearch.objects.filter(project=project.pk).exists()
    assert entries_of(alerts, project) == [("Alerte envoyée\u00a0: 1 logement", NOON)]
    assert HomesNotification.objects.count() == 1


def test_alerts_to_a_deleted_project_are_not_stored(project):
    adult = first_adult(project)
    record_homes_notification(project_id=project.pk, homes=2, notified_at=NOON)
    erase_project(by=adult, project=project)

    record_homes_notification(project_id=project.pk, homes=2, notified_at=NOON + timedelta(days=1))

    assert not HomesNotification.objects.exists()


def test_person_reads_which_alerts_their_household_was_sent(project):
    record_homes_notification(project_id=project.pk, homes=2, notified_at=NOON)

    assert [
        (row.title, row.detail) for row in homes_notification_rows(first_adult(project), None)
    ] == [("25 novembre 2026", "2 logements")]
    assert homes_notification_rows(first_adult(ProjectFactory()), None) == []


def test_desk_of_a_stay_is_listed(project):
    booking = BookingFactory()
    StayStepFactory(stay__project=project, kind=StepKind.DESK, booking=booking)

    assert entries_of(bookings, project) == [
        (f"Réservation\u00a0: {booking.place.name}", booking.created_at)
    ]


def test_bookings_of_an_adult_are_listed_with_their_consent(project):
    adult = first_adult(project)
    other_adult = HouseholdAdultFactory(project=project).person
    ProjectConsentFactory(project=project, person=adult, use=ProjectConsent.Use.FOLLOW)
    booking = BookingFactory(booked_for=adult)
    earlier_booking = BookingFactory(booked_for=adult)
    type(earlier_booking).objects.filter(pk=earlier_booking.pk).update(
        created_at=project.sent_at - timedelta(days=1)
    )
    for person in (other_adult, PersonFactory()):
        BookingFactory(booked_for=person)

    assert [entry_at for _title, entry_at in entries_of(bookings, project)] == [booking.created_at]
    ProjectConsent.objects.update(withdrawn_at=timezone.now())
    assert entries_of(bookings, project) == []


@pytest.mark.parametrize("count", [1, 3])
def test_alerts_and_bookings_cost_as_much_for_three_as_for_one(
    count, project, django_assert_num_queries
):
    ProjectConsentFactory(project=project, use=ProjectConsent.Use.FOLLOW)
    for number in range(count):
        moment = NOON + timedelta(days=number)
        record_homes_notification(project_id=project.pk, homes=1, notified_at=moment)
        BookingFactory(booked_for=first_adult(project))

    with django_assert_num_queries(2):
        assert len(list(alerts(project))) + len(list(bookings(project))) == 2 * count
