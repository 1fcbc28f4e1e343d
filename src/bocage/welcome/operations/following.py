"""Who follows a project: the coordinator whose face the household sees, the intercommunalité."""

from __future__ import annotations

from django.db import transaction

from bocage.foundation.errors import NotAllowed
from bocage.people.models import Person
from bocage.territory.models import Epci
from bocage.welcome.errors.stages import NobodyToAct
from bocage.welcome.models import SettlementProject
from bocage.welcome.operations.stages import locked_project


def take_project(
    *, by: Person, project: SettlementProject, coordinator: Person | None = None
) -> SettlementProject:
    """Makes somebody the coordinator of a project: `by`, or a colleague whom `by` names. A next
    action that nobody had goes with it.

    Raises:
        NotAllowed: `by` does not follow the project.
        NobodyToAct: the colleague does not follow it either.
    """
    if not by.has_perm("welcome.follow_project", project):
        raise NotAllowed
    coordinator = coordinator or by
    if not coordinator.has_perm("welcome.follow_project", project):
        raise NobodyToAct
    with transaction.atomic():
        locked = locked_project(project)
        locked.coordinator = coordinator
        if locked.next_action and locked.next_action_by_id is None:
            locked.next_action_by = coordinator
        locked.save(update_fields=["coordinator", "next_action_by"])
    return locked


def attach_project(
    *, by: Person, project: SettlementProject, epci: Epci | None
) -> SettlementProject:
    """Has the coordinators of an intercommunalité follow a project, beside the département. None
    takes it back. Once a commune is chosen, its own intercommunalité follows.

    Raises:
        NotAllowed: `by` does not follow the project.
    """
    if not by.has_perm("welcome.follow_project", project):
        raise NotAllowed
    with transaction.atomic():
        locked = locked_project(project)
        locked.epci = epci
        locked.save(update_fields=["epci"])
    return locked
