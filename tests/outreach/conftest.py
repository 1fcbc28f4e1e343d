"""Fixtures shared by the tests of outreach."""

import pytest
from django.test import Client

from bocage.people.models import Person
from bocage.territory.models import Departement
from tests.outreach.coordination import coordinator_of
from tests.territory.factories import DepartementFactory


@pytest.fixture
def orne() -> Departement:
    return DepartementFactory()


@pytest.fixture
def departement() -> Departement:
    return DepartementFactory()


@pytest.fixture
def coordinator(departement: Departement) -> Person:
    return coordinator_of(departement)


@pytest.fixture
def desk(client: Client, coordinator: Person) -> Client:
    client.force_login(coordinator)
    return client
