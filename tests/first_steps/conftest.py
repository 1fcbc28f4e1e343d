"""Fixtures shared by the tests of the setup."""

import pytest

from bocage.first_steps.operations import arrivals
from bocage.people.models import Role
from bocage.territory.imports.decoupage_administratif import parse
from bocage.territory.operations import departements
from tests.people.conftest import digits_sent_to, mails_to, signed_in_client
from tests.people.factories import MandateFactory
from tests.territory.imports.test_decoupage_administratif import pack

__all__ = ["digits_sent_to", "mails_to", "signed_in_client"]


@pytest.fixture
def administrator():
    return MandateFactory(role=Role.ADMIN).person


@pytest.fixture
def one_departement(monkeypatch):
    """The reference data is one commune of the Orne, read at once."""
    monkeypatch.setattr(departements, "read_reference", lambda: parse(pack()))
    monkeypatch.setattr(departements, "read_positions", dict)
    monkeypatch.setattr(arrivals, "departements_of_france", lambda: {"61": "Orne"})
