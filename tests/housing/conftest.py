"""Fixtures shared by the tests of housing."""

import pytest
from django.utils import translation

from tests.housing.factories import SourceFactory
from tests.operations_of_pages import run_as_pages
from tests.territory.factories import CommuneFactory

run_as_pages("bocage.housing")


@pytest.fixture(autouse=True)
def _french():
    """Activates French, since addresses are those of the French pages, whatever the previous test
    did.
    """
    with translation.override("fr"):
        yield


@pytest.fixture
def boitron():
    return CommuneFactory(boitron=True)


@pytest.fixture
def source():
    return SourceFactory(slug="agence")
