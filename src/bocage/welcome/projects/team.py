"""Welcome team of a project: its coordinator, or else all the people who may follow it."""

from django.db.models import Q

from bocage.people.models import Mandate, Person, Role, ScopeKind
from bocage.people.policies import Reach
from bocage.welcome.projects.models.projects import SettlementProject


def team_of(project: SettlementProject) -> list[Person]:
    """Returns the people to notify about a project: its coordinator while their mandate is in
    force, or else every coordinator whose mandate covers it today, or else the administrators of
    the instance.
    """
    coordinator = project.coordinator
    if coordinator is not None and coordinator.has_perm("welcome.follow_project", project):
        return [coordinator]
    return coordinators_over(project) or _holders(Q(role=Role.ADMIN))


def coordinators_over(project: SettlementProject) -> list[Person]:
    """Lists every coordinator whose mandate covers the project today, the oldest mandate first."""
    lineage = project.lineage
    over = Q(scope__kind=ScopeKind.INSTANCE) | Q(
        scope__kind=ScopeKind.DEPARTEMENT, scope__departement=lineage.departement_id
    )
    if lineage.epci_id is not None:
        over |= Q(scope__kind=ScopeKind.EPCI, scope__epci=lineage.epci_id)
    return _holders(Q(role=Role.COORDINATOR) & over)


def coordinators_within(reach: Reach) -> list[Person]:
    """Lists every coordinator with a mandate within a reach, by name."""
    within = reach.within(departement="scope__departement", epci="scope__epci")
    people = _holders(Q(role=Role.COORDINATOR) & within)
    return sorted(people, key=lambda person: (str(person).casefold(), person.pk))


def _holders(condition: Q) -> list[Person]:
    mandates = (
        Mandate.objects.in_force()
        .filter(condition, person__is_active=True)
        .select_related("person")
        .order_by("starts_on", "pk")
    )
    return list({mandate.person_id: mandate.person for mandate in mandates}.values())
