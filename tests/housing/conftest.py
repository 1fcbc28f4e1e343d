"""What the tests of the room share."""

import pytest
from django.utils import translation

from tests.housing.factories import SourceFactory
from tests.operations_of_pages import run_as_pages
from tests.territory.factories import CommuneFactory

run_as_pages("bocage.housing")


@pytest.fixture(autouse=True)
def _french():
    """Addresses are those of the French pages, whatever language the test before asked for."""
    with translation.override("fr"):
        yield


@pytest.fixture
def boitron():
    return CommuneFactory(boitron=True)


@pytest.fixture
def source():
    return SourceFactory(slug="agence")
