"""Recipients of mails about the leads of a commune."""

from django.db.models import Q

from bocage.housing.leads.models.leads import Lead
from bocage.housing.leads.policies import OF_THE_TOWN_HALL
from bocage.people.models import Person, Role, ScopeKind
from bocage.people.scopes.holders import holders_over
from bocage.territory.models import Commune


def town_hall_of(commune: Commune) -> list[Person]:
    """Returns the current elected people and secretary of a commune; without any, the elected
    people of its intercommunalité.
    """
    town_hall = holders_over(commune, Q(role__in=OF_THE_TOWN_HALL, scope__kind=ScopeKind.COMMUNE))
    return town_hall or holders_over(commune, Q(role=Role.ELECTED, scope__kind=ScopeKind.EPCI))


def coordinators_of(commune: Commune) -> list[Person]:
    """Returns the current coordinators of the intercommunalité or the département of a commune."""
    return holders_over(commune, Q(role=Role.COORDINATOR))


def managers_of(commune: Commune) -> list[Person]:
    """Returns the people who decide on the leads of a commune: its town hall, else its
    coordinators.
    """
    return town_hall_of(commune) or coordinators_of(commune)


def number_releasers(lead: Lead) -> list[Person]:
    """Returns the people who may release the owner's number: the town hall, else the allowed
    coordinators.
    """
    candidates = town_hall_of(lead.commune) or coordinators_of(lead.commune)
    return [person for person in candidates if person.has_perm("housing.release_owner", lead)]


def reporter_or_managers(lead: Lead) -> list[Person]:
    """Lists the people asked whether the home is still free: the reporter, if active, else the
    managers of the lead.
    """
    reporter = lead.reported_by
    if reporter is not None and reporter.is_active:
        return [reporter]
    return managers_of(lead.commune)
