"""Fixtures shared by the tests of network."""

import pytest

from bocage.people.models import Role
from tests.people.factories import MandateFactory
from tests.territory.factories import CommuneFactory


@pytest.fixture
def boitron():
    return CommuneFactory(boitron=True)


@pytest.fixture
def organiser(client):
    person = MandateFactory(role=Role.CLUB_ORGANISER, scope__of_departement=True).person
    client.force_login(person)
    return person
