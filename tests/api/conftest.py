"""What the tests of the API share."""

import pytest

from bocage.foundation.api import rate_limits
from tests.people.factories import PersonFactory


@pytest.fixture(autouse=True)
def _fresh_limits():
    """Each test has the whole allowance of a minute."""
    rate_limits.forget_what_is_held()
    yield
    rate_limits.forget_what_is_held()


@pytest.fixture
def person():
    return PersonFactory()
