"""Fixtures shared by the tests of the foundation."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.foundation.post_office import PostOffice, open_post_office


@pytest.fixture
def post_office(settings: Settings) -> Iterator[PostOffice]:
    """A real mail server; see `PostOffice` for what it answers."""
    with open_post_office(settings) as office:
        yield office
