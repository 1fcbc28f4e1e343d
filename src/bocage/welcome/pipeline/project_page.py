"""Additions of stages and tasks to the pages of a project: its path in the timeline, and the
household's tasks.
"""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from bocage.foundation.formatting.dates import date_format
from bocage.people.models import Person
from bocage.welcome.pipeline.models.tasks import ProjectTask, TaskSide
from bocage.welcome.projects.contents import rows_of
from bocage.welcome.projects.models.projects import SettlementProject, Stage, StageMove
from bocage.welcome.projects.sections import add_household_section
from bocage.welcome.projects.timeline import TimelineEntry, timeline_source

SHOWN_DONE = 10


def own_tasks(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """Returns the household's open tasks, the nearest first, then the latest done; None if the
    project is not open or has no such task. One query.
    """
    if not project.is_open:
        return None
    tasks = list(ProjectTask.objects.filter(project=project, side=TaskSide.HOUSEHOLD))
    if not tasks:
        return None
    today = timezone.localdate()
    waiting = [task for task in tasks if task.is_open]
    waiting.sort(key=lambda task: (task.due_on is None, task.due_on or today))
    closed = [task for task in tasks if not task.is_open and not task.is_needless]
    closed.sort(key=lambda task: task.done_at or task.opened_at, reverse=True)
    return {
        "tasks": waiting,
        "done": closed[:SHOWN_DONE],
        "today": today,
    }


add_household_section(
    name="demarches",
    title=pgettext_lazy("section", "Vos démarches"),
    template="welcome/pipeline/household_section.html",
    rank=18,
    context=own_tasks,
)


Status = SettlementProject.Status


@timeline_source
def arrival(project: SettlementProject) -> Iterator[TimelineEntry]:
    """Yields the timeline entry of the project's arrival, with the household's first words; no
    query.
    """
    yield TimelineEntry(
        at=project.sent_at,
        kind="stage",
        title=_("Projet reçu"),
        detail=project.words,
        by=project.name,
        is_shown_to_household=True,
    )


@timeline_source
def moves(project: SettlementProject) -> Iterator[TimelineEntry]:
    """Yields a timeline entry for each change of stage, pause and end; one query."""
    for move in (
        rows_of(project, project.moves.all()).exclude(from_stage="").select_related("moved_by")
    ):
        yield TimelineEntry(
            at=move.moved_at,
            kind="stage",
            title=_move_words(move),
            detail=move.reason,
            by=str(move.moved_by) if move.moved_by else "",
            is_shown_to_household=True,
        )


@timeline_source
def done_tasks(project: SettlementProject) -> Iterator[TimelineEntry]:
    """Yields a timeline entry for each task done; one query."""
    done_tasks = rows_of(project, project.tasks.all()).filter(
        done_at__isnull=False, is_needless=False
    )
    for task in done_tasks.select_related("done_by"):
        yield TimelineEntry(
            at=task.done_at or task.opened_at,
            kind="task",
            title=_("Fait : %(task)s") % {"task": task.title},
            detail=_("le %(day)s") % {"day": date_format(task.done_on, "j F Y")}
            if task.done_on
            else "",
            by=str(task.done_by) if task.done_by else "",
        )


def _move_words(move: StageMove) -> str:
    if move.status == Status.CLOSED:
        return _("Projet clos")
    if move.status == Status.PAUSED:
        return _("Projet en pause")
    if move.from_stage == move.to_stage:
        return _("Projet repris")
    stage = Stage(move.to_stage).label
    return _("Étape : %(stage)s") % {"stage": stage}
