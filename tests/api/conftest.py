"""What the tests of the API share."""

import pytest

from tests.people.factories import PersonFactory


@pytest.fixture
def person():
    return PersonFactory()
