"""Handlers of households that settle, and of erasure, for follow-ups."""

from bocage.foundation.events import handles
from bocage.welcome.follow_ups.operations.follow_ups import (
    forget_words_of_follow_ups,
    plan_follow_ups,
)
from bocage.welcome.projects.erasure import erased_with_a_project
from bocage.welcome.projects.events import ProjectMoved
from bocage.welcome.projects.models.projects import SettlementProject


@handles(ProjectMoved)
def plan_the_follow_ups(event: ProjectMoved) -> None:
    """Schedules the follow-ups of a household that has settled, five in two years; cancels them if
    it was recorded as settled by mistake.
    """
    project = SettlementProject.objects.filter(pk=event.project_id).first()
    if project is not None:
        plan_follow_ups(project=project)


@erased_with_a_project
def forget_the_answers(project: SettlementProject) -> None:
    """Erases the words of the follow-ups of an erased project; whether the household stayed is
    retained for the figures.
    """
    forget_words_of_follow_ups(project=project)
