"""What follows from a household that moves in, and from one that is erased."""

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
    """A household that lives here is asked how it is doing, five times in two years; one that
    was said to by mistake is not.
    """
    project = SettlementProject.objects.filter(pk=event.project_id).first()
    if project is not None:
        plan_follow_ups(project=project)


@erased_with_a_project
def forget_the_answers(project: SettlementProject) -> None:
    """Its words go; whether it stayed is a figure."""
    forget_words_of_follow_ups(project=project)
