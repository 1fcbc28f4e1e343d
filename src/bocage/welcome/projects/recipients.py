"""Recipients of mails about the sponsor of a household: the people who follow it, and its
adults.
"""

from django.db.models import Q

from bocage.people.models import Mandate, Person, Role, ScopeKind
from bocage.welcome.projects.models.projects import SettlementProject


def followers_of(project: SettlementProject) -> list[Person]:
    """Returns the people of the welcome in charge of a household: its coordinator, else the
    coordinators of its département and intercommunalité.
    """
    coordinator = project.coordinator
    if coordinator is not None and coordinator.has_perm("welcome.follow_project", project):
        return [coordinator]
    lineage = project.lineage
    over = Q(scope__kind=ScopeKind.DEPARTEMENT, scope__departement=lineage.departement_id)
    if lineage.epci_id is not None:
        over |= Q(scope__kind=ScopeKind.EPCI, scope__epci=lineage.epci_id)
    mandates = (
        Mandate.objects.in_force()
        .filter(over, role=Role.COORDINATOR, person__is_active=True)
        .select_related("person")
        .order_by("starts_on", "pk")
    )
    return list({mandate.person_id: mandate.person for mandate in mandates}.values())


def household_of(project: SettlementProject) -> list[Person]:
    """Returns the adults of a household whose account is open."""
    adults = project.adults.filter(person__is_active=True).select_related("person")
    return [adult.person for adult in adults]
