"""Handlers of arrivals, closed projects and erasure, for ceremonies."""

from bocage.foundation.events import handles
from bocage.welcome.ceremonies.models import CeremonyGuest
from bocage.welcome.ceremonies.operations.departures import take_out_of_ceremonies
from bocage.welcome.ceremonies.operations.scheduled import propose_for
from bocage.welcome.projects.erasure import erased_with_a_project
from bocage.welcome.projects.events import ProjectMoved
from bocage.welcome.projects.models.projects import SettlementProject, Stage


@handles(ProjectMoved)
def ask_the_town_hall_for_a_date(event: ProjectMoved) -> None:
    """Requests a date from the town hall when a household has settled and could be presented."""
    if event.stage == Stage.SETTLED:
        propose_for(project_id=event.project_id)


@handles(ProjectMoved)
def remove_guest_of_closed_project(event: ProjectMoved) -> None:
    """Removes a project that was closed from ceremonies to come; ignores one that was reopened
    meanwhile.
    """
    project = SettlementProject.objects.filter(pk=event.project_id, status="closed").first()
    if project is not None:
        take_out_of_ceremonies(project=project, household_name=project.name)


@erased_with_a_project
def words_of_guests(project: SettlementProject) -> None:
    """Removes an erased project from ceremonies to come, and erases the words of its household's
    presentation; its attendance still counts.
    """
    take_out_of_ceremonies(project=project, household_name="")
    CeremonyGuest.objects.filter(project=project).update(presented_as="", answered_by=None)
