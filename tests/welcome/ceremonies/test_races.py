"""Concurrent town halls and households, in real threads: one ceremony, one invitation, one
answer.
"""

import time
from datetime import timedelta
from threading import Event

import pytest
from django.db import connection
from django.utils import timezone

from bocage.foundation.models import OutgoingMail
from bocage.welcome.ceremonies.operations.ceremonies import (
    CeremonyPlan,
    GuestAnswer,
    answer_invitation,
    call_off_ceremony,
    hold_ceremony,
    invite_newcomers,
    plan_ceremony,
)
from bocage.welcome.ceremonies.operations.scheduled import ask_town_halls_if_held, propose_for
from bocage.welcome.commune_portal.operations.merged_communes import follow_merged_communes
from bocage.welcome.models import Ceremony, CeremonyGuest
from bocage.welcome.projects.operations.locking import lock_project
from tests.housing.leads.factories import town_hall
from tests.territory.factories import CommuneFactory, FormerCommuneFactory
from tests.welcome.ceremonies.factories import CeremonyFactory, CeremonyGuestFactory
from tests.welcome.factories import ProjectFactory
from tests.workspaces.bookings.test_races import outcomes, race

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_date_picked_by_ten_clicks(boitron):
    people = [town_hall(boitron), town_hall(boitron)]
    ceremony_plan = CeremonyPlan(
        starts_at=timezone.now() + timedelta(days=9), place="Salle des fêtes"
    )

    results = race(
        *[
            lambda person=person: plan_ceremony(by=person, commune=boitron, plan=ceremony_plan)
            for person in people * 5
        ]
    )

    assert outcomes(results) == {"Ceremony": 10}
    assert Ceremony.objects.count() == 1


def test_one_household_invited_by_two_people(boitron):
    people = [town_hall(boitron), town_hall(boitron)]
    ceremony, project = CeremonyFactory(), ProjectFactory(settled=True)

    results = race(
        *[
            lambda person=person: invite_newcomers(by=person, ceremony=ceremony)
            for person in people * 3
        ]
    )

    assert outcomes(results) == {"list": 6}
    assert CeremonyGuest.objects.get().project == project
    assert OutgoingMail.objects.count() == 1


def test_answer_and_calling_off_at_once(boitron):
    mayor, guest = town_hall(boitron), CeremonyGuestFactory()
    adult = guest.project.adults.get().person
    acceptance = GuestAnswer(comes=True, people=2)

    results = race(
        lambda: answer_invitation(by=adult, guest=guest, answer=acceptance),
        lambda: call_off_ceremony(by=mayor, ceremony=guest.ceremony, reason=""),
    )

    assert set(outcomes(results)) <= {"CeremonyGuest", "Ceremony", "CeremonyOver"}
    assert Ceremony.objects.get().status == "called_off"
    assert OutgoingMail.objects.filter(recipient=adult.email).count() == 1


def test_held_by_two_people_thanks_once(boitron):
    people = [town_hall(boitron), town_hall(boitron)]
    guest = CeremonyGuestFactory(ceremony=CeremonyFactory(past=True), comes=True)

    results = race(
        *[
            lambda person=person: hold_ceremony(
                by=person, ceremony=guest.ceremony, present=[guest.pk]
            )
            for person in people * 2
        ]
    )

    assert outcomes(results) == {"Ceremony": 4}
    assert OutgoingMail.objects.count() == 1


def test_clocks_at_once_ask_once(boitron):
    town_hall(boitron)
    CeremonyFactory(past=True)
    project = ProjectFactory(settled=True)

    race(*[ask_town_halls_if_held] * 4)
    assert OutgoingMail.objects.count() == 1

    race(*[lambda: propose_for(project_id=project.pk)] * 4)
    assert OutgoingMail.objects.count() == 2


def until_somebody_waits_for_us():
    """Waits until another connection waits for a lock of this transaction."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT EXISTS (SELECT FROM pg_locks"
                " WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid)))"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
    raise AssertionError("nobody waits")


def test_commune_merges_while_a_household_answers(boitron, monkeypatch):
    essay = CommuneFactory(essay=True, is_current=False)
    FormerCommuneFactory(code=essay.pk, name="Essay", commune=boitron)
    guest = CeremonyGuestFactory(ceremony__commune=essay, project__commune=essay)
    adult = guest.project.adults.get().person
    has_project = Event()

    def lock_and_meet_the_merge(project):
        locked_project = lock_project(project)
        has_project.set()
        until_somebody_waits_for_us()
        return locked_project

    def merge():
        has_project.wait(20)
        return follow_merged_communes()

    monkeypatch.setattr(
        "bocage.welcome.ceremonies.operations.ceremonies.lock_project", lock_and_meet_the_merge
    )

    results = race(
        lambda: answer_invitation(by=adult, guest=guest, answer=GuestAnswer(comes=True, people=2)),
        merge,
    )

    assert outcomes(results) == {"CeremonyGuest": 1, "int": 1}
    guest = CeremonyGuest.objects.select_related("ceremony", "project").get()
    assert guest.answer == CeremonyGuest.Answer.YES
    assert guest.ceremony.commune_id == guest.project.commune_id == boitron.pk
