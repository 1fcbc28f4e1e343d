"""Concurrent signatures of elected people, in real threads: one charter is in force."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.foundation.models import OutgoingMail
from bocage.people.models import Role
from bocage.welcome.charters.operations.charters import (
    Promise,
    Signature,
    add_commitment,
    ask_for_signature,
    sign_charter,
)
from bocage.welcome.models import Commitment, WelcomeCharter
from tests.housing.leads.factories import coordinator, town_hall
from tests.welcome.charters.factories import CharterFactory
from tests.workspaces.bookings.test_races import outcomes, race

pytestmark = pytest.mark.django_db(transaction=True)

ODILE = Signature(name="Odile Prévost", title="maire")


def promise():
    return Promise(kind="ceremony", due_on=timezone.localdate() + timedelta(days=90))


def test_signed_by_two_people_at_once(boitron):
    people = [town_hall(boitron, role=Role.ELECTED) for _person in range(2)]

    results = race(
        *[
            lambda person=person: sign_charter(
                by=person, commune=boitron, signature=ODILE, promises=[promise()]
            )
            for person in people * 4
        ]
    )

    assert outcomes(results) == {"WelcomeCharter": 4, "CharterSignedAlready": 4}
    assert (WelcomeCharter.objects.count(), Commitment.objects.count()) == (1, 1)


def test_same_commitment_added_at_once(boitron):
    charter, people = CharterFactory(), [town_hall(boitron), town_hall(boitron)]

    results = race(
        *[
            lambda person=person: add_commitment(by=person, charter=charter, promise=promise())
            for person in people * 2
        ]
    )

    assert outcomes(results) == {"Commitment": 1, "PromisedAlready": 3}


def test_asked_for_by_two_people_at_once(boitron):
    town_hall(boitron, role=Role.ELECTED)
    people = [coordinator(boitron), coordinator(boitron)]

    results = race(
        *[
            lambda person=person: ask_for_signature(by=person, commune=boitron)
            for person in people * 2
        ]
    )

    assert outcomes(results) == {"CharterRequest": 1, "RequestedRecently": 3}
    assert OutgoingMail.objects.count() == 1
