"""Town halls, the welcome, the household and the clock at once, in real threads."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.foundation.models import OutgoingMail
from bocage.people.models import Role
from bocage.welcome.models import Relay, RelayReply
from bocage.welcome.relays.operations.relays import (
    answer_relay,
    ask_town_halls,
    save_reply,
    withdraw_relay,
)
from bocage.welcome.relays.operations.scheduled import follow_up_relays
from tests.welcome.relays.factories import RelayFactory, agreeing_project, coordinator, town_hall
from tests.workspaces.bookings.test_races import outcomes, race

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_coordinators_ask_one_commune(boitron):
    people = [coordinator(boitron.departement), coordinator(boitron.departement)]
    mayor = town_hall(boitron, Role.ELECTED)
    project = agreeing_project(departement=boitron.departement)

    results = race(
        *[
            lambda person=person: ask_town_halls(
                by=person, project=project, communes=[boitron], words="Bonjour"
            )
            for person in people * 3
        ]
    )

    assert outcomes(results) == {"list": 6}
    assert Relay.objects.count() == 1
    assert OutgoingMail.objects.filter(recipient=mayor.email).count() == 1


def test_yes_and_no_at_once(boitron):
    relay = RelayFactory(commune=boitron)
    secretary, mayor = town_hall(boitron), town_hall(boitron, Role.ELECTED)

    results = race(
        lambda: answer_relay(by=secretary, relay=relay, answer="no", words="Rien ici"),
        lambda: answer_relay(by=mayor, relay=relay, answer="yes", words="Bienvenue"),
    )

    relay.refresh_from_db()
    reply = RelayReply.objects.get()
    assert outcomes(results) == {"Relay": 1, "RelayAnswered": 1}
    assert {relay.answer_words, reply.words} == {"Rien ici", "Bienvenue"}
    assert {relay.answered_by, reply.person} == {secretary, mayor}


def test_one_answer_by_ten_clicks_tells_once(boitron):
    claire, mayor = coordinator(boitron.departement), town_hall(boitron, Role.ELECTED)
    relay = RelayFactory(commune=boitron)

    results = race(
        *[
            lambda: answer_relay(by=mayor, relay=relay, answer="yes", words="Oui")
            for _click in range(10)
        ]
    )

    assert outcomes(results) == {"Relay": 10}
    assert OutgoingMail.objects.filter(recipient=claire.email).count() == 1


def test_answering_while_the_household_changes_its_mind(boitron):
    relay, mayor = RelayFactory(commune=boitron), town_hall(boitron, Role.ELECTED)
    parent = relay.project.adults.get().person

    answer, _withdrawal = race(
        lambda: answer_relay(by=mayor, relay=relay, answer="yes", words="Bienvenue"),
        lambda: withdraw_relay(by=parent, relay=relay),
    )

    relay.refresh_from_db()
    outcome = (type(answer).__name__, relay.status, RelayReply.objects.count())
    assert outcome in {("Relay", "answered", 0), ("RelayWithdrawn", "withdrawn", 1)}


def test_two_workers_remind_once(boitron):
    town_hall(boitron)
    days_ago = timezone.now() - timedelta(days=9)
    for _number in range(4):
        RelayFactory(commune=boitron, sent_at=days_ago)

    steps = race(*[follow_up_relays for _worker in range(3)])

    assert sum(steps) == 4
    assert OutgoingMail.objects.count() == 4


def test_answering_while_the_clock_reminds(boitron):
    mayor = town_hall(boitron, Role.ELECTED)
    relay = RelayFactory(commune=boitron, sent_at=timezone.now() - timedelta(days=9))

    race(lambda: answer_relay(by=mayor, relay=relay, answer="yes"), follow_up_relays)

    relay.refresh_from_db()
    assert (relay.status, relay.answer) == ("answered", "yes")


def test_one_mail_taken_by_two_workers(boitron):
    relay, mayor = RelayFactory(commune=boitron), town_hall(boitron, Role.ELECTED)

    race(
        *[
            lambda: save_reply(by=mayor, relay=relay, words="Oui", mail_id="<1@mairie>")
            for _worker in range(4)
        ]
    )

    assert RelayReply.objects.count() == 1
