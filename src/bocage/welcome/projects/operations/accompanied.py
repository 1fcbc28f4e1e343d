"""Entitlement of accompanied candidates: the adults of projects that are qualified and not
closed.
"""

from bocage.people.errors import EntitlementGrantedAlready
from bocage.people.models import Entitlement, Person
from bocage.people.operations.entitlements import end_entitlement, grant_entitlement
from bocage.welcome.projects.models.projects import STAGES, HouseholdAdult, SettlementProject, Stage

ACCOMPANIED_STAGES = STAGES[STAGES.index(Stage.QUALIFIED) : STAGES.index(Stage.ROOTED)]
"""Stages of accompaniment: it ends once a household has lived here for a year."""

Status = SettlementProject.Status


def sync_entitlements(*, by: Person | None, project: SettlementProject) -> None:
    """Updates, for each adult of a project, whether they are accompanied, from the current state of
    the project.

    Called in the same transaction whenever a stage, a status or the adults of a project change.
    """
    for adult in project.adults.select_related("person"):
        sync_entitlement_of(by=by, person=adult.person)


def sync_entitlement_of(*, by: Person | None, person: Person) -> None:
    """Updates whether one person is accompanied, for example after they left a household or their
    project was erased.
    """
    if _is_accompanied(person):
        _give(by, person)
    else:
        end_accompaniment(by=by, person=person)


def end_accompaniment(*, by: Person | None, person: Person) -> None:
    """Ends the entitlement that `sync_entitlements` granted to a person who is no longer an adult
    of such a project.
    """
    entitlements = Entitlement.objects.in_force().filter(
        person=person, kind=Entitlement.Kind.ACCOMPANIED, ends_on=None
    )
    for entitlement in entitlements:
        end_entitlement(by=by, entitlement=entitlement)


def _is_accompanied(person: Person) -> bool:
    return (
        HouseholdAdult.objects.filter(
            person=person,
            project__stage__in=ACCOMPANIED_STAGES,
            project__erased_at=None,
        )
        .exclude(project__status=Status.CLOSED)
        .exists()
    )


def _give(by: Person | None, person: Person) -> None:
    kind = Entitlement.Kind.ACCOMPANIED
    if Entitlement.objects.filter(person=person, kind=kind, ends_on=None).exists():
        return
    try:
        grant_entitlement(by=by, person=person, kind=kind)
    except EntitlementGrantedAlready:
        # Two projects of one person were qualified concurrently.
        return
