"""Concurrent requests of coordinators, in real threads: the monthly maximum is respected."""

from datetime import date

import pytest

from bocage.foundation.models import OutgoingMail
from bocage.welcome.helpers.operations.profiles import (
    Card,
    add_helper,
    answer_help,
    ask_helper,
    close_own_card,
)
from bocage.welcome.models import HelpRequest
from tests.welcome.helpers.factories import HelperFactory, coordinator_of, project_that_agrees
from tests.workspaces.bookings.test_races import outcomes, race

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def claire(boitron):
    return coordinator_of(boitron.departement)


def test_one_button_pressed_eight_times(boitron, claire):
    project, helper = project_that_agrees(boitron), HelperFactory(commune=boitron)

    results = race(
        *[
            lambda: ask_helper(by=claire, project=project, helper=helper, need="doctor")
            for _click in range(8)
        ]
    )

    assert outcomes(results) == {"HelpRequest": 8}
    assert (HelpRequest.objects.count(), OutgoingMail.objects.count()) == (1, 1)


def test_six_projects_ask_one_helper_who_stated_two(boitron, claire):
    helper = HelperFactory(commune=boitron, max_per_month=2)
    projects = [project_that_agrees(boitron) for _number in range(6)]

    results = race(
        *[
            lambda project=project: ask_helper(
                by=claire, project=project, helper=helper, need="doctor"
            )
            for project in projects
        ]
    )

    assert outcomes(results) == {"HelpRequest": 2, "MonthlyLimitReached": 4}


def test_yes_and_no_at_once(boitron, claire):
    helper = HelperFactory(commune=boitron)
    request = ask_helper(
        by=claire, project=project_that_agrees(boitron), helper=helper, need="doctor"
    )

    results = race(
        lambda: answer_help(request_id=request.pk, answer="yes"),
        lambda: answer_help(request_id=request.pk, answer="no"),
        lambda: close_own_card(helper_id=helper.pk),
    )

    assert set(outcomes(results)) <= {"HelpRequest", "Helper", "NobodyWaits"}
    request.refresh_from_db()
    assert bool(request.answer) is not bool(request.withdrawn_at)


def test_one_person_written_down_twice(boitron, claire):
    card = Card(
        name="Odile",
        kind="doctor",
        can_do="Conseiller",
        commune=boitron,
        email="odile@sante.example",
        consented_on=date(2026, 1, 5),
    )

    results = race(*[lambda: add_helper(by=claire, card=card) for _form in range(4)])

    assert outcomes(results) == {"Helper": 1, "HelperExists": 3}
