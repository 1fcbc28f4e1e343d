"""What outreach does about projects that are sent."""

from __future__ import annotations

from bocage.foundation.events import handles
from bocage.outreach.operations.candidates import keep_candidate
from bocage.welcome.events import ProjectOpened


@handles(ProjectOpened)
def follow_the_project(event: ProjectOpened) -> None:
    """A prospect who becomes a candidate, or a candidate whom a campaign brought."""
    keep_candidate(project_id=event.project_id)
