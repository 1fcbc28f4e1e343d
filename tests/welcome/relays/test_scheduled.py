"""Scheduled follow-up of relays: on working days, once, from the current step of each."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from bocage.foundation.models import OutgoingMail
from bocage.people.models import Mandate, Role
from bocage.welcome.models import ProjectConsent, Relay, SettlementProject
from bocage.welcome.relays.operations.relays import answer_relay, ask_town_halls
from bocage.welcome.relays.operations.scheduled import follow_up_relays
from bocage.welcome.shared.working_days import FRANCE, is_working_day
from tests.welcome.relays.factories import agreeing_project, coordinator, elected_of_epci, town_hall

pytestmark = pytest.mark.django_db


def coming_thursday():
    """Returns 10:00 of the next Thursday (or today) without a holiday until the Wednesday after."""
    day = timezone.localdate()
    while day.weekday() != 3 or not all(
        is_working_day(day + timedelta(days=days)) for days in (0, 1, 4, 5, 6)
    ):
        day += timedelta(days=1)
    return datetime.combine(day, time(10), tzinfo=FRANCE)


THURSDAY = coming_thursday()
MONDAY, TUESDAY, WEDNESDAY = (THURSDAY + timedelta(days=days) for days in (4, 5, 6))
ONE_MINUTE = timedelta(minutes=1)


@pytest.fixture
def claire(boitron):
    return coordinator(boitron.departement)


@pytest.fixture
def relay(claire, boitron):
    """Creates a relay sent on a Thursday at 10:00: due on Monday at 10:00."""
    town_hall(boitron, Role.ELECTED)
    project = agreeing_project(departement=boitron.departement)
    [relay] = ask_town_halls(
        by=claire, project=project, communes=[boitron], words="Bonjour", now=THURSDAY
    )
    return relay


def mayor_of(commune):
    return Mandate.objects.get(role="elected", scope__commune=commune).person


def mails_to(person):
    kinds = OutgoingMail.objects.filter(recipient=person.email).order_by("id")
    return [kind.rpartition(".")[2] for kind in kinds.values_list("kind", flat=True)]


def test_the_whole_way(claire, boitron, relay):
    elected = elected_of_epci(boitron)
    assert relay.due_at == MONDAY

    assert follow_up_relays(now=MONDAY - ONE_MINUTE) == 0
    assert [follow_up_relays(now=MONDAY) for _run in range(2)] == [1, 0]
    assert [follow_up_relays(now=TUESDAY) for _run in range(2)] == [1, 0]
    assert [follow_up_relays(now=WEDNESDAY) for _run in range(2)] == [1, 0]
    assert follow_up_relays(now=WEDNESDAY + timedelta(days=30)) == 0

    relay.refresh_from_db()
    assert (relay.reminded_at, relay.epci_notified_at, relay.coordinator_notified_at) == (
        MONDAY,
        TUESDAY,
        WEDNESDAY,
    )
    assert relay.status == "escalated"
    assert mails_to(mayor_of(boitron)) == ["RelayAskedMail", "RelayReminderMail"]
    assert mails_to(elected) == ["RelayAtEpciMail"]
    assert mails_to(claire) == ["RelayCameBackMail"]


def test_a_worker_that_was_away_reminds_first(claire, boitron, relay):
    elected_of_epci(boitron)

    assert follow_up_relays(now=WEDNESDAY + timedelta(days=7)) == 1

    relay.refresh_from_db()
    assert (relay.status, relay.epci_notified_at, mails_to(claire)) == ("reminded", None, [])


def test_without_anybody_elected_for_the_epci(claire, relay):
    follow_up_relays(now=MONDAY)
    follow_up_relays(now=TUESDAY)

    relay.refresh_from_db()
    assert (relay.epci_notified_at, relay.coordinator_notified_at) == (None, TUESDAY)
    assert mails_to(claire) == ["RelayCameBackMail"]


def test_a_mandate_that_ended_since_lets_nobody_wait(boitron, relay):
    elected = elected_of_epci(boitron)
    Mandate.objects.filter(scope__commune=boitron).update(ends_on=timezone.localdate())

    follow_up_relays(now=MONDAY)

    relay.refresh_from_db()
    assert relay.epci_notified_at == MONDAY
    assert mails_to(elected) == ["RelayAtEpciMail"]


def test_asked_of_the_epci_at_first(claire, boitron):
    elected = elected_of_epci(boitron)
    project = agreeing_project(departement=boitron.departement)
    ask_town_halls(by=claire, project=project, communes=[boitron], words="Bonjour", now=THURSDAY)

    follow_up_relays(now=MONDAY)
    follow_up_relays(now=TUESDAY)

    assert mails_to(elected) == ["RelayAtEpciMail"] * 2
    assert mails_to(claire) == ["RelayCameBackMail"]


def test_answered_relays_are_not_reminded(boitron, relay):
    mayor = mayor_of(boitron)
    answer_relay(by=mayor, relay=relay, answer="yes", now=THURSDAY + timedelta(hours=2))

    assert follow_up_relays(now=MONDAY) == 0
    assert mails_to(mayor) == ["RelayAskedMail", "SponsorWantedMail"]


def test_a_paused_project_waits(relay):
    SettlementProject.objects.update(status="paused")

    assert follow_up_relays(now=MONDAY) == 0


def test_a_household_that_agrees_no_longer(boitron, relay):
    ProjectConsent.objects.update(withdrawn_at=MONDAY)

    follow_up_relays(now=MONDAY)

    assert Relay.objects.get().status == "withdrawn"
    assert mails_to(mayor_of(boitron)) == ["RelayAskedMail", "RelayTakenBackMail"]
