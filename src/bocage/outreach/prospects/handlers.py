"""What outreach does about projects that are sent."""

from bocage.foundation.events import handles
from bocage.outreach.prospects.operations.candidates import forget_candidate, keep_candidate
from bocage.welcome.projects.events import ProjectErased, ProjectOpened


@handles(ProjectOpened)
def follow_the_project(event: ProjectOpened) -> None:
    """A prospect who becomes a candidate, or a candidate whom a campaign brought."""
    keep_candidate(project_id=event.project_id)


@handles(ProjectErased)
def forget_with_the_project(event: ProjectErased) -> None:
    """Who was known by a project that is erased, and by nothing else."""
    forget_candidate(project_id=event.project_id)
