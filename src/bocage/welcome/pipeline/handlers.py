"""Handlers that update task lists on changes of stage, and on facts."""

from uuid import UUID

from bocage.foundation.events import handles
from bocage.welcome.pipeline.operations.tasks import (
    close_tasks_by_fact,
    open_tasks,
    reopen_tasks_by_fact,
)
from bocage.welcome.projects.events import (
    ProjectFactHappened,
    ProjectFactTakenBack,
    ProjectMoved,
    ProjectOpened,
)
from bocage.welcome.projects.fact_checks import holds_today
from bocage.welcome.projects.models.projects import SettlementProject


@handles(ProjectOpened)
def open_the_first_tasks(event: ProjectOpened) -> None:
    """Opens the first tasks of a new project, since an answer is due."""
    _open(event.project_id)


@handles(ProjectMoved)
def open_tasks_of_the_stage(event: ProjectMoved) -> None:
    """Opens the tasks of the stage that a project has entered."""
    _open(event.project_id)


@handles(ProjectFactHappened)
def close_tasks_of_fact(event: ProjectFactHappened) -> None:
    """Closes the tasks that wait for a fact when it happens, so that they need not be marked as
    done.
    """
    project = SettlementProject.objects.filter(pk=event.project_id).first()
    if project is not None and holds_today(project, event.fact):
        close_tasks_by_fact(project=project, fact=event.fact)


@handles(ProjectFactTakenBack)
def reopen_tasks_of_fact(event: ProjectFactTakenBack) -> None:
    """Reopens the tasks that a fact had closed when it no longer holds."""
    project = SettlementProject.objects.filter(pk=event.project_id).first()
    if project is not None and not holds_today(project, event.fact):
        reopen_tasks_by_fact(project=project, fact=event.fact)


def _open(project_id: UUID) -> None:
    project = SettlementProject.objects.filter(pk=project_id).first()
    if project is not None:
        open_tasks(project=project)
