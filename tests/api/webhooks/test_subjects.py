"""Payload of each kind of event, and its recipients: never more than their pages show."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from jsonschema import Draft202012Validator, FormatChecker

from bocage.api.webhooks.description import described_payloads, described_webhooks
from bocage.api.webhooks.payloads import body_of
from bocage.api.webhooks.registry import (
    add_theme,
    public_event,
    public_events,
    themes_offered,
)
from bocage.foundation.events import publish
from bocage.housing.leads.events import LeadShared
from bocage.people.models import Role
from bocage.training.cohorts.events import CohortCancelled, CohortSessionMoved, PersonEnrolled
from bocage.welcome.projects.events import ProjectMoved
from bocage.workspaces.bookings.events import SlotFreed
from bocage.workspaces.hosting.events import PlaceClosureDecided
from tests.api.webhooks.factories import DeliveryFactory, SubscriptionFactory
from tests.api.webhooks.test_sending import format_moment
from tests.housing.leads.factories import LeadFactory
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.training.factories import CohortFactory, CohortSessionFactory, EnrolmentFactory
from tests.welcome.factories import ProjectFactory
from tests.workspaces.factories import ClosureFactory

pytestmark = pytest.mark.django_db


def receive_data(event, run_tasks, receiver):
    """Publishes an event and returns the received data."""
    receiver.received.clear()
    publish(event)
    run_tasks()
    return [json.loads(body)["data"] for _headers, body in receiver.received]


@pytest.fixture
def coordinator(place):
    scope = ScopeFactory(of_departement=True, departement=place.commune.departement)
    return MandateFactory(role=Role.COORDINATOR, scope=scope)


def test_a_coordinator_is_notified_of_projects_without_a_word_of_the_household(
    subscribe, coordinator, receiver, run_tasks
):
    subscribe(coordinator.person, coordinator.scope, events=["project.moved"])
    project = ProjectFactory(departement=coordinator.scope.departement)
    event = ProjectMoved(project_id=project.pk, stage=project.stage, status=project.status)
    assert receive_data(event, run_tasks, receiver) == [
        {
            "project": {
                "id": str(project.pk),
                "stage": project.stage,
                "stage_since": format_moment(project.stage_since),
                "status": project.status,
                "commune_code": None,
            }
        }
    ]
    other_project = ProjectFactory(departement=ScopeFactory(of_departement=True).departement)
    if other_project.departement_id != project.departement_id:
        event = ProjectMoved(project_id=other_project.pk, stage="contact", status="open")
        assert receive_data(event, run_tasks, receiver) == []


def test_who_reported_a_lead_and_the_town_hall_are_notified_of_it(
    subscribe, place, receiver, run_tasks
):
    lead = LeadFactory(commune=place.commune, about_where="derrière l’église")
    subscribe(lead.reported_by, events=["lead.shared"])
    stranger = subscribe(PersonFactory(), events=["lead.shared"])
    event = LeadShared(lead_id=lead.pk, commune_code=lead.commune_id)
    [data] = receive_data(event, run_tasks, receiver)
    assert set(data["lead"]) == {"id", "page", "commune_code", "status", "kind", "market"}
    assert not stranger.deliveries.exists()


def test_anybody_is_notified_of_a_place_that_is_open_and_nobody_of_one_in_preparation(
    subscribe, visitor, place, receiver, run_tasks
):
    names = ["place.closure_decided", "place.availability_freed"]
    subscribe(visitor, events=names)
    closure = ClosureFactory(place=place)
    decided = PlaceClosureDecided(closure_id=closure.pk, place_id=place.pk, bookings_cancelled=0)
    [data] = receive_data(decided, run_tasks, receiver)
    assert data["closure_id"] == str(closure.pk)
    assert data["place"]["status"] == "published"

    starts_at = timezone.now()
    freed = SlotFreed(
        place_id=place.pk, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1)
    )
    [data] = receive_data(freed, run_tasks, receiver)
    assert data["starts_at"] == format_moment(starts_at)

    place.status = "draft"
    place.save()
    assert receive_data(freed, run_tasks, receiver) == []


def test_learners_are_notified_of_their_sessions_and_seats(subscribe, receiver, run_tasks):
    enrolment = EnrolmentFactory()
    session = CohortSessionFactory(cohort=enrolment.cohort)
    names = ["session.moved", "enrolment.begun", "cohort.cancelled"]
    subscribe(enrolment.person, events=names)
    event = CohortSessionMoved(session_id=session.pk, cohort_id=session.cohort_id)
    [data] = receive_data(event, run_tasks, receiver)
    assert data["session"]["id"] == str(session.pk)
    enrolled = PersonEnrolled(
        enrolment_id=enrolment.pk, cohort_id=enrolment.cohort_id, person_id=enrolment.person_id
    )
    [data] = receive_data(enrolled, run_tasks, receiver)
    assert set(data["enrolment"]) == {"id", "cohort_id", "state"}

    other_subscription = subscribe(PersonFactory(), events=names)
    receive_data(enrolled, run_tasks, receiver)
    assert not other_subscription.deliveries.exists()
    cancelled = CohortCancelled(cohort_id=CohortFactory(state="draft", opened_at=None).pk)
    assert receive_data(cancelled, run_tasks, receiver) == []


def test_what_does_not_exist_any_more_is_withheld():
    subscription = SubscriptionFactory()
    assert body_of(DeliveryFactory(subscription=subscription)) is None
    assert body_of(DeliveryFactory(subscription=subscription, event="no.such")) is None


def test_each_event_is_described_with_an_example_that_fits_its_schema():
    described, schemas = described_webhooks(), described_payloads()
    assert list(described) == [event.name for event in public_events()]
    for event in public_events():
        content = described[event.name]["post"]["requestBody"]["content"]["application/json"]
        schema = content["schema"] | {"components": {"schemas": schemas}}
        Draft202012Validator(schema, format_checker=FormatChecker()).validate(content["example"])
        assert event.subject.form.__name__ in schemas


def test_names_are_stable_and_given_once():
    """Changing this list breaks the software of others: see docs/decisions/api-webhooks.md."""
    assert [event.name for event in public_events()] == [
        "booking.requested",
        "booking.confirmed",
        "booking.moved",
        "booking.cancelled",
        "booking.restored",
        "booking.refused",
        "booking.lapsed",
        "place.published",
        "place.closure_decided",
        "place.closed",
        "place.availability_freed",
        "lead.shared",
        "lead.ended",
        "project.opened",
        "project.moved",
        "relay.sent",
        "relay.answered",
        "cohort.opened",
        "cohort.cancelled",
        "session.moved",
        "session.cancelled",
        "enrolment.begun",
        "enrolment.ended",
        "application.submitted",
        "application.answered",
        "gathering.opened",
        "gathering.moved",
        "gathering.called_off",
        "gathering.held",
        "registration.confirmed",
        "registration.seated",
        "registration.cancelled",
        "member.joined",
        "member.left",
        "edition.programme_published",
    ]
    with pytest.raises(ValueError, match="declared twice"):
        add_theme(90, "Encore", [public_event("booking.moved")])


def test_what_is_offered_follows_the_role(place, host, visitor):
    def offered(person, scope):
        themes = themes_offered(person, scope)
        return {event.name.partition(".")[0] for theme in themes for event in theme.events}

    assert offered(host, place.scope) == {"booking", "place"}
    assert offered(visitor, place.scope) == set()
    assert offered(visitor, None) == {event.name.partition(".")[0] for event in public_events()}
