"""What tests of the welcome may ask for."""

import pytest

from tests.operations_of_pages import run_as_pages
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.pipeline.factories import coordinator
from tests.welcome.visits.factories import WeekendFactory, coordinator_of

run_as_pages("bocage.welcome")


@pytest.fixture
def new_mails(deliver_mails):
    """The mails since it was called last."""
    seen = set()

    def since():
        mails = [mail for mail in deliver_mails() if mail.pk not in seen]
        seen.update(mail.pk for mail in mails)
        return mails

    return since


@pytest.fixture
def boitron():
    return CommuneFactory(boitron=True)


@pytest.fixture
def person():
    return coordinator()


@pytest.fixture
def camille():
    return PersonFactory(name="Camille Ferrand")


@pytest.fixture
def weekend(by):
    return WeekendFactory(prepared_by=by, seats=3)


@pytest.fixture
def by():
    return coordinator_of(ProjectFactory(), name="Sophie Lefèvre")
