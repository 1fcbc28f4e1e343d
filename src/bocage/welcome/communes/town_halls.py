"""People of a commune: its town hall, its intercommunalité and its coordinators."""

from django.db.models import Q

from bocage.people.models import Person, Role, ScopeKind
from bocage.people.scopes.holders import holders_over
from bocage.territory.models import Commune

OF_THE_TOWN_HALL = (Role.TOWN_HALL, Role.ELECTED)


def town_hall_people(commune: Commune) -> list[Person]:
    """Returns the elected people and the secretaries of a commune itself, today; one query."""
    return holders_over(commune, Q(role__in=OF_THE_TOWN_HALL, scope__kind=ScopeKind.COMMUNE))


def elected_of_epci(commune: Commune) -> list[Person]:
    """Returns the elected members of a commune's intercommunalité, today; one query."""
    return holders_over(commune, Q(role=Role.ELECTED, scope__kind=ScopeKind.EPCI))


def coordinators_of(commune: Commune) -> list[Person]:
    """Returns the coordinators of a commune's intercommunalité or département, today; one query."""
    return holders_over(commune, Q(role=Role.COORDINATOR))
