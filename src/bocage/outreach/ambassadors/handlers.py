"""Event handlers of ambassadors: thanks to the ambassador whose link brought a settled
household."""

from bocage.foundation.events import handles
from bocage.outreach.ambassadors.operations.thanks import thank_referrers
from bocage.welcome.models import Stage
from bocage.welcome.projects.events import ProjectMoved


@handles(ProjectMoved)
def thank_ambassadors(event: ProjectMoved) -> None:
    """Thanks the ambassadors who brought a household, once it has settled."""
    if event.stage == Stage.SETTLED:
        thank_referrers(project_id=event.project_id)
