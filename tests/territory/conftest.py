"""What the tests of this room may ask for."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _in_french() -> Iterator[None]:
    """A page that was asked for in English leaves the thread in English."""
    with translation.override("fr"):
        yield
