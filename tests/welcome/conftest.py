"""Fixtures of the tests of the welcome."""

import pytest

from tests.operations_of_pages import run_as_pages
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.pipeline import factories as pipeline
from tests.welcome.visits.factories import WeekendFactory, coordinator_of

run_as_pages("bocage.welcome")


@pytest.fixture
def new_mails(deliver_mails):
    """Returns a function that delivers mails and returns those since its last call."""
    known_keys = set()

    def take_new_mails():
        mails = [mail for mail in deliver_mails() if mail.pk not in known_keys]
        known_keys.update(mail.pk for mail in mails)
        return mails

    return take_new_mails


@pytest.fixture
def boitron():
    return CommuneFactory(boitron=True)


@pytest.fixture
def person():
    return pipeline.coordinator()


@pytest.fixture
def camille():
    return PersonFactory(name="Camille Ferrand")


@pytest.fixture
def weekend(coordinator):
    return WeekendFactory(prepared_by=coordinator, seats=3)


@pytest.fixture
def coordinator():
    return coordinator_of(ProjectFactory(), name="Sophie Lefèvre")
