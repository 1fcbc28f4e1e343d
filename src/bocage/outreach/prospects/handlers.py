"""Event handlers of outreach: projects that are sent."""

from bocage.foundation.events import handles
from bocage.outreach.prospects.operations.candidates import add_candidate, forget_candidate
from bocage.welcome.projects.events import ProjectErased, ProjectOpened


@handles(ProjectOpened)
def follow_the_project(event: ProjectOpened) -> None:
    """Records the prospect of a project that is sent, if a campaign brought them or they are known
    already.
    """
    add_candidate(project_id=event.project_id)


@handles(ProjectErased)
def forget_with_the_project(event: ProjectErased) -> None:
    """Forgets the prospects who were known only by a project that is now erased."""
    forget_candidate(project_id=event.project_id)
