"""Webhooks about gatherings, the club, applications and requests to town halls: sent by the
operation that causes the event, to subscribers whose pages show it."""

import json

import pytest

from bocage.api.webhooks.subjects.club import EDITION
from bocage.foundation.events import publish
from bocage.network.gatherings.operations.gatherings import change_gathering, plan_gathering
from bocage.network.gatherings.operations.registrations import register
from bocage.network.members.operations.members import leave_club
from bocage.people.models import Role
from bocage.registrations.operations.events import call_off_event, open_event
from bocage.registrations.operations.registrations import leave_event
from bocage.training.admissions.applications.events import ApplicationAnswered, ApplicationSubmitted
from bocage.welcome.models import Relay
from bocage.welcome.projects.operations.consents import withdraw_consent
from bocage.welcome.relays.operations.relays import answer_relay, ask_town_halls
from tests.api.webhooks.test_sending import format_moment
from tests.network.factories import MemberFactory
from tests.network.gatherings.factories import GatheringFactory, club_world
from tests.network.web_school.factories import EditionFactory
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory, DepartementFactory
from tests.training.admissions.factories import ApplicationFactory
from tests.welcome.relays.factories import agreeing_project, town_hall

pytestmark = pytest.mark.django_db


@pytest.fixture
def receive(run_tasks, receiver):
    """`receive()` returns the types and data received since the last call."""

    def hear():
        receiver.received.clear()
        run_tasks()
        messages = [json.loads(body) for _headers, body in receiver.received]
        return [(message["type"], message["data"]) for message in messages]

    return hear


def organiser_scope(person):
    return person.mandates.get().scope


def test_a_town_hall_site_is_notified_of_gatherings_from_their_opening_to_their_end(
    subscribe, receive
):
    world = club_world()
    names = ["gathering.opened", "gathering.moved", "gathering.called_off"]
    subscribe(PersonFactory(), events=names)
    gathering = plan_gathering(by=world.organiser, plan=world.plan())
    assert receive() == []
    open_event(by=world.organiser, event=gathering)
    gathering.refresh_from_db()
    [(name, data)] = receive()
    assert (name, data) == (
        "gathering.opened",
        {
            "gathering": {
                "id": str(gathering.pk),
                "page": data["gathering"]["page"],
                "title": "Le jeudi du club",
                "status": "open",
                "commune_code": gathering.commune_id,
                "location": gathering.location,
                "starts_at": format_moment(gathering.starts_at),
                "ends_at": format_moment(gathering.ends_at),
                "seats_left": 8,
            }
        },
    )
    change_gathering(by=world.organiser, gathering=gathering, plan=world.plan(days=8))
    call_off_event(by=world.organiser, event=gathering)
    assert [name for name, _data in receive()] == ["gathering.moved", "gathering.called_off"]


def test_a_gathering_that_was_never_opened_is_reported_to_nobody_outside_the_club(
    subscribe, receive
):
    world = club_world()
    stranger = subscribe(PersonFactory(), events=["gathering.called_off"])
    subscribe(world.organiser, organiser_scope(world.organiser), events=["gathering.called_off"])
    gathering = plan_gathering(by=world.organiser, plan=world.plan())
    call_off_event(by=world.organiser, event=gathering)
    assert [name for name, _data in receive()] == ["gathering.called_off"]
    assert not stranger.deliveries.exists()


def test_seats_are_reported_to_who_holds_them_and_to_who_runs_the_club_without_a_name(
    subscribe, receive
):
    world = club_world()
    names = ["registration.confirmed", "registration.seated", "registration.cancelled"]
    organiser = subscribe(world.organiser, organiser_scope(world.organiser), events=names)
    gathering = GatheringFactory(commune=world.place.commune, capacity=1)
    first, second = PersonFactory(), PersonFactory()
    subscription, other_subscription = (
        subscribe(first, events=names),
        subscribe(PersonFactory(), events=names),
    )
    seat = register(by=first, gathering=gathering)
    register(by=second, gathering=gathering)
    leave_event(by=first, registration=seat)
    messages = receive()
    assert set(messages[0][1]["registration"]) == {"id", "gathering_id", "state", "people"}
    assert sorted(organiser.deliveries.values_list("event", flat=True)) == [
        "registration.cancelled",
        "registration.confirmed",
        "registration.confirmed",
        "registration.seated",
    ]
    assert set(subscription.deliveries.values_list("subject", flat=True)) == {str(seat.pk)}
    assert not other_subscription.deliveries.exists()


def test_a_member_who_leaves_is_reported_to_the_club_of_their_departement_alone(subscribe, receive):
    world = club_world()
    subscribe(world.organiser, organiser_scope(world.organiser), events=["member.left"])
    other_mandate = MandateFactory(
        role=Role.CLUB_ORGANISER,
        scope=ScopeFactory(of_departement=True, departement=DepartementFactory(sarthe=True)),
    )
    other_subscription = subscribe(
        other_mandate.person, other_mandate.scope, events=["member.left"]
    )
    member = MemberFactory(commune=world.place.commune)
    leave_club(by=member.person, member=member)
    assert receive() == [
        (
            "member.left",
            {
                "member": {
                    "id": str(member.pk),
                    "status": "left",
                    "commune_code": member.commune_id,
                }
            },
        )
    ]
    assert not other_subscription.deliveries.exists()


def test_an_application_is_reported_to_its_person_and_to_who_runs_the_programme(subscribe, receive):
    application = ApplicationFactory(status="submitted")
    names = ["application.submitted", "application.answered"]
    officer = MandateFactory(
        role=Role.TRAINING_OFFICER, scope=application.cohort.programme.partner.scope
    )
    subscribe(officer.person, officer.scope, events=names)
    stranger = subscribe(PersonFactory(), events=names)
    publish(ApplicationSubmitted(application_id=application.pk))
    assert receive() == [
        (
            "application.submitted",
            {
                "application": {
                    "id": str(application.pk),
                    "cohort_id": str(application.cohort_id),
                    "status": "submitted",
                }
            },
        )
    ]
    application.status, application.submitted_at = "draft", None
    application.save()
    publish(ApplicationAnswered(application_id=application.pk))
    assert receive() == []
    assert not stranger.deliveries.exists()


def test_a_town_hall_is_shown_that_it_is_asked_until_the_household_takes_its_word_back(
    subscribe, receive
):
    commune = CommuneFactory()
    secretary = town_hall(commune)
    scope = ScopeFactory(of_departement=True, departement=commune.departement)
    coordinator = MandateFactory(role=Role.COORDINATOR, scope=scope).person
    project = agreeing_project(departement=commune.departement)
    names = ["relay.sent", "relay.answered"]
    subscription = subscribe(secretary, organiser_scope(secretary), events=names)
    other_subscription = subscribe(town_hall(CommuneFactory()), events=names)
    [relay] = ask_town_halls(by=coordinator, project=project, communes=[commune], words="")
    [(name, data)] = receive()
    assert name == "relay.sent"
    assert set(data["relay"]) == {"id", "page", "commune_code", "status", "answer", "due_at"}
    answer_relay(by=secretary, relay=relay, answer=Relay.Answer.YES)
    [(name, data)] = receive()
    assert (name, data["relay"]["answer"]) == ("relay.answered", "yes")
    assert not other_subscription.deliveries.exists()

    withdraw_consent(by=project.adults.get().person, project=project, use="town_halls")
    assert receive() == []
    assert subscription.deliveries.count() == 2


def test_a_programme_that_is_not_published_is_reported_to_nobody():
    edition = EDITION.find(EditionFactory().pk)
    assert not EDITION.concerns(PersonFactory(), None, edition)
    edition.version = 1
    assert EDITION.concerns(PersonFactory(), None, edition)
    assert EDITION.facts_of(edition)["slug"] == edition.slug
