"""Campaign managers, for tests."""

from bocage.people.models import Person, Role
from bocage.territory.models import Departement
from tests.people.factories import MandateFactory, ScopeFactory


def coordinator_of(departement: Departement) -> Person:
    """Creates a coordinator of a département."""
    scope = ScopeFactory(of_departement=True, departement=departement)
    return MandateFactory(role=Role.COORDINATOR, scope=scope).person
