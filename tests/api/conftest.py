"""Fixtures shared by the tests of the API."""

import pytest

from tests.people.factories import PersonFactory


@pytest.fixture
def person():
    return PersonFactory()
