"""What a household has to do itself, on its own page."""

from typing import Any

from django.utils import timezone
from django.utils.translation import pgettext_lazy

from bocage.people.models import Person
from bocage.welcome.models.tasks import ProjectTask, TaskSide
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.sections import add_household_section

SHOWN_DONE = 10


def own_tasks(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """Its open tasks, the nearest first, then the latest that are done; one query."""
    if not project.is_open:
        return None
    tasks = list(ProjectTask.objects.filter(project=project, side=TaskSide.HOUSEHOLD))
    if not tasks:
        return None
    today = timezone.localdate()
    waiting = [task for task in tasks if task.is_open]
    waiting.sort(key=lambda task: (task.due_on is None, task.due_on or today))
    done = [task for task in tasks if not task.is_open and not task.is_needless]
    done.sort(key=lambda task: task.done_at or task.opened_at, reverse=True)
    return {
        "tasks": waiting,
        "done": done[:SHOWN_DONE],
        "today": today,
    }


add_household_section(
    name="demarches",
    title=pgettext_lazy("section", "Vos démarches"),
    template="welcome/own_project/tasks.html",
    rank=18,
    context=own_tasks,
)
