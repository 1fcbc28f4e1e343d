"""Addresses of a test file that stand beside those of the product."""

import pytest
from django.conf import settings


def pages_of(module: str) -> object:
    """A fixture for every test of a file: the instance has the `urlpatterns` of `module`.

    `pytest.mark.urls` also forgets every address, before and after each test, and reading the two
    thousand of the product again takes half a second. Django keeps those of each module apart.
    """

    @pytest.fixture(autouse=True)
    def _pages(monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(settings, "ROOT_URLCONF", module)

    return _pages
