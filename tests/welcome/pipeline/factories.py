"""People around projects: coordinators who follow them, and near misses."""

from bocage.people.models import Role
from tests.people.factories import MandateFactory, ScopeFactory
from tests.territory.factories import DepartementFactory, EpciFactory


def coordinator(departement=None, **options):
    """Creates a coordinator of a département (the Orne by default)."""
    scope = ScopeFactory(of_departement=True, departement=departement or DepartementFactory())
    return MandateFactory(role=Role.COORDINATOR, scope=scope, **options).person


def coordinator_of_epci(epci=None, **options):
    """Creates a coordinator of an intercommunalité (that of Boitron by default)."""
    scope = ScopeFactory(of_epci=True, epci=epci or EpciFactory(), departement=DepartementFactory())
    return MandateFactory(role=Role.COORDINATOR, scope=scope, **options).person


def near_misses(commune=None):
    """Creates people who almost have the right to follow the projects of the Orne."""
    departement = DepartementFactory()
    misses = [
        coordinator(over=True),
        coordinator(not_begun=True),
        coordinator(DepartementFactory(sarthe=True)),
        MandateFactory(role=Role.HOST, scope=ScopeFactory(of_place=True)).person,
        MandateFactory(
            role=Role.CLUB_ORGANISER,
            scope=ScopeFactory(of_departement=True, departement=departement),
        ).person,
    ]
    if commune is not None:
        scope = ScopeFactory(of_commune=True, commune=commune)
        misses += [
            MandateFactory(role=role, scope=scope).person for role in (Role.TOWN_HALL, Role.ELECTED)
        ]
    return misses
