"""Task lists of a project: opened by its stage, closed by people and by facts."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone, translation

from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.errors import NotAllowed
from bocage.people.models import Person
from bocage.welcome.pipeline.errors.tasks import DoneAnotherDay, TaskOfTheTemplate, TooManyTasks
from bocage.welcome.pipeline.models.tasks import HappenedFact, ProjectTask, TaskSide
from bocage.welcome.pipeline.selectors import templates_of
from bocage.welcome.pipeline.task_templates import TaskTemplate
from bocage.welcome.projects.facts import Fact
from bocage.welcome.projects.models.projects import STAGES, SettlementProject, Stage
from bocage.welcome.projects.operations.locking import locked_project

MAX_OPEN_TASKS = 60
LONGEST_AGO = timedelta(days=3660)
"""Oldest day of completion accepted: a company may have been registered years before the move."""


def open_tasks(*, project: SettlementProject, now: datetime | None = None) -> int:
    """Opens the tasks of the project's stage that are missing from its list; removes those of later
    stages that come from a template and are not done. Idempotent, and safe to run concurrently.
    Returns the change in the number of tasks.
    """
    with transaction.atomic():
        locked = locked_project(project)
        now = now or timezone.now()
        if not locked.is_open or locked.erased_at is not None:
            return 0
        later = STAGES[STAGES.index(Stage(locked.stage)) + 1 :]
        ProjectTask.objects.filter(project=locked, stage__in=later, done_at=None).exclude(
            template=""
        ).delete()
        opened = set(locked.tasks.exclude(template="").values_list("template", flat=True))
        happened = set(locked.happened_facts.values_list("fact", flat=True))
        with translation.override(locked.language):
            tasks = [
                _task_of(template, locked, now)
                for template in templates_of(locked.stage, locked.departement_id)
                if template.name not in opened
                and template.fact not in happened
                and template.applies(locked)
            ]
        ProjectTask.objects.bulk_create(tasks, ignore_conflicts=True)
    return len(tasks)


def close_tasks_by_fact(
    *, project: SettlementProject, fact: str, now: datetime | None = None
) -> int:
    """Records that a fact has happened, and closes the open tasks that wait for it, now and when a
    later stage would open them. Returns how many were closed.
    """
    with transaction.atomic():
        locked = locked_project(project)
        # Taken after the lock, so that it is not earlier than the opening of a task meanwhile.
        now = now or timezone.now()
        HappenedFact.objects.get_or_create(
            project=locked, fact=Fact(fact), defaults={"happened_at": now}
        )
        return ProjectTask.objects.filter(project=locked, closing_fact=fact, done_at=None).update(
            done_at=now, done_by=None
        )


def reopen_tasks_by_fact(
    *, project: SettlementProject, fact: str, now: datetime | None = None
) -> int:
    """Deletes the record that a fact had happened, and reopens the tasks that it had closed; those
    that a person closed remain closed. Idempotent. Returns how many tasks were reopened or opened.
    """
    with transaction.atomic():
        locked = locked_project(project)
        locked.happened_facts.filter(fact=Fact(fact)).delete()
        reopened = ProjectTask.objects.filter(
            project=locked,
            closing_fact=fact,
            done_by=None,
            done_at__isnull=False,
            is_needless=False,
        ).update(done_at=None, done_on=None)
        return reopened + open_tasks(project=locked, now=now)


def add_task(
    *,
    by: Person,
    project: SettlementProject,
    title: str,
    side: str = TaskSide.TEAM,
    due_on: date | None = None,
    now: datetime | None = None,
) -> ProjectTask:
    """Adds a task to the list of a project.

    Raises:
        NotAllowed: `by` does not follow the project.
        TooManyTasks: the list has the maximum number of open tasks.
        ValueError: `side` is not one of `TaskSide`.
    """
    by.require("welcome.follow_project", project)
    with transaction.atomic():
        locked = locked_project(project)
        if locked.tasks.filter(done_at=None).count() >= MAX_OPEN_TASKS:
            raise TooManyTasks
        return ProjectTask.objects.create(
            project=locked,
            stage=locked.stage,
            side=TaskSide(side),
            title=title.strip()[:160],
            due_on=due_on,
            opened_at=now or timezone.now(),
        )


def do_task(
    *, by: Person, task: ProjectTask, on: date | None = None, now: datetime | None = None
) -> ProjectTask:
    """Marks a task as done, on a past day if one is given. The team may mark any task, the
    household its own. Marking it twice retains the first time.

    Raises:
        NotAllowed: `by` neither follows the project, nor is of the household whose task it is.
        DoneAnotherDay: that day is to come, or too long ago.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    if on is not None and not today - LONGEST_AGO <= on <= today:
        raise DoneAnotherDay
    return _close(by, task, now, is_needless=False, on=None if on == today else on)


def set_task_aside(*, by: Person, task: ProjectTask, now: datetime | None = None) -> ProjectTask:
    """Marks a task as not applicable to this project.

    Raises:
        NotAllowed: see `do_task`.
    """
    return _close(by, task, now or timezone.now(), is_needless=True)


def take_task_up(*, by: Person, task: ProjectTask) -> ProjectTask:
    """Reopens a task that was done or set aside.

    Raises:
        NotAllowed: see `do_task`.
    """
    _check_may_do(by, task)
    with transaction.atomic():
        locked = lock_row(task)
        locked.done_at, locked.done_by, locked.done_on = None, None, None
        locked.is_needless = False
        locked.save(update_fields=["done_at", "done_by", "done_on", "is_needless"])
    return locked


def remove_task(*, by: Person, task: ProjectTask) -> None:
    """Deletes a task that a person wrote. Idempotent.

    Raises:
        NotAllowed: `by` does not follow the project.
        TaskOfTheTemplate: it came with the stage.
    """
    by.require("welcome.follow_project", task.project)
    if task.template:
        raise TaskOfTheTemplate
    ProjectTask.objects.filter(pk=task.pk).delete()


def may_do_task(person: Person, task: ProjectTask) -> bool:
    """Checks whether a person may mark a task as done."""
    if person.has_perm("welcome.follow_project", task.project):
        return True
    return task.side == TaskSide.HOUSEHOLD and person.has_perm(
        "welcome.see_own_project", task.project
    )


def _task_of(template: TaskTemplate, project: SettlementProject, now: datetime) -> ProjectTask:
    within = template.within_days
    return ProjectTask(
        project=project,
        template=template.name,
        stage=template.stage,
        side=template.side,
        title=str(template.title),
        help=str(template.help),
        due_on=None if within is None else timezone.localdate(now) + timedelta(days=within),
        closing_fact=template.fact or "",
        opened_at=now,
    )


def _close(
    by: Person, task: ProjectTask, now: datetime, *, is_needless: bool, on: date | None = None
) -> ProjectTask:
    _check_may_do(by, task)
    with transaction.atomic():
        locked = lock_row(task)
        if locked.is_open:
            locked.done_at, locked.done_by, locked.done_on = now, by, on
            locked.is_needless = is_needless
            locked.save(update_fields=["done_at", "done_by", "done_on", "is_needless"])
    return locked


def _check_may_do(by: Person, task: ProjectTask) -> None:
    if not may_do_task(by, task):
        raise NotAllowed
