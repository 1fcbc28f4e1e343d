"""URLs of a test file, added to those of the product."""

import pytest
from django.conf import settings


def pages_of(module: str) -> object:
    """Returns a fixture for every test of a file: the instance uses the `urlpatterns` of `module`.

    `pytest.mark.urls` also clears the URL cache, before and after each test, and loading the two
    thousand of the product again takes half a second. Django caches those of each module
    separately.
    """

    @pytest.fixture(autouse=True)
    def _pages(monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(settings, "ROOT_URLCONF", module)

    return _pages
