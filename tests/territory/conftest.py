"""Fixtures of the tests of this room."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _in_french() -> Iterator[None]:
    """Restores French, since an English page leaves its thread in English."""
    with translation.override("fr"):
        yield
