"""A project that is over, or a household that changed its mind, waits for no helper any more."""

from __future__ import annotations

from bocage.foundation.events import handles
from bocage.welcome.events import ProjectMoved
from bocage.welcome.models import SettlementProject
from bocage.welcome.operations.helpers import withdraw_requests_of


@handles(ProjectMoved)
def let_helpers_be(event: ProjectMoved) -> None:
    """Takes back what was asked for a project that is closed today."""
    if SettlementProject.objects.filter(
        pk=event.project_id, status=SettlementProject.Status.CLOSED
    ).exists():
        withdraw_requests_of(project_id=event.project_id)
