"""Task lists: opened by stages, closed by people and by facts."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.foundation.formatting.dates import date_format
from bocage.welcome.models import ProjectTask, Stage
from bocage.welcome.pipeline.errors.tasks import DoneAnotherDay, TaskOfTheTemplate, TooManyTasks
from bocage.welcome.pipeline.operations.stages import move_project, undo_move
from bocage.welcome.pipeline.operations.tasks import (
    MAX_OPEN_TASKS,
    add_task,
    do_task,
    open_tasks,
    remove_task,
    set_task_aside,
    take_task_up,
)
from bocage.welcome.pipeline.task_templates import TEMPLATES
from bocage.welcome.projects.events import ProjectFactHappened, ProjectOpened
from bocage.welcome.projects.facts import Fact
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.welcome.factories import ProjectFactory, first_adult
from tests.welcome.pipeline.factories import near_misses

pytestmark = pytest.mark.django_db


def names(project):
    return set(project.tasks.values_list("template", flat=True))


def test_names_of_templates_are_their_own():
    assert len({template.name for template in TEMPLATES}) == len(TEMPLATES)


def test_project_that_opens_waits_for_an_answer(run_tasks):
    project = ProjectFactory()
    publish(ProjectOpened(project_id=project.pk))
    run_tasks()
    assert names(project) == {"first_answer"}

    publish(ProjectFactHappened(project_id=project.pk, fact=Fact.ANSWERED))
    run_tasks()

    task = project.tasks.get()
    assert (task.is_open, task.done_by) == (False, None)
    assert not task.is_open


def test_stage_opens_what_the_household_needs(person, run_tasks):
    project = ProjectFactory(answered=True, coordinator=person, schools=[], needs_fibre=True)

    move_project(by=person, project=project, to=Stage.EXPLORING)
    run_tasks()

    assert names(project) == {
        "ask_town_halls",
        "find_sponsor",
        "check_fibre",
        "follow_homes",
        "bank",
    }


def test_opening_twice_adds_nothing(person):
    project = ProjectFactory(answered=True)

    assert (open_tasks(project=project), open_tasks(project=project)) == (2, 0)


def test_undoing_a_move_removes_untouched_tasks(person, run_tasks):
    project = ProjectFactory(answered=True, coordinator=person)
    move_project(by=person, project=project, to=Stage.EXPLORING)
    run_tasks()
    do_task(by=person, task=project.tasks.get(template="bank"))
    add_task(by=person, project=project, title="Appeler le notaire")

    undo_move(by=person, project=project)
    run_tasks()

    assert names(project) == {"bank", "", "first_call", "complete_project"}


def test_task_taken_up_again_goes_with_its_stage_and_comes_back_with_it(person, run_tasks):
    project = ProjectFactory(answered=True, coordinator=person)
    move_project(by=person, project=project, to=Stage.EXPLORING)
    run_tasks()
    task = project.tasks.get(template="bank")
    do_task(by=person, task=task)
    take_task_up(by=person, task=task)

    undo_move(by=person, project=project)
    run_tasks()
    assert "bank" not in names(project)

    move_project(by=person, project=project, to=Stage.EXPLORING)
    run_tasks()

    assert project.tasks.get(template="bank").is_open


def test_fact_that_came_first_leaves_nothing_to_do(person, run_tasks):
    project = ProjectFactory(answered=True, coordinator=person)
    publish(ProjectFactHappened(project_id=project.pk, fact=Fact.TOWN_HALL_CONSULTED))
    run_tasks()

    move_project(by=person, project=project, to=Stage.EXPLORING)
    run_tasks()

    assert "ask_town_halls" not in names(project)


def test_tasks_are_written_in_the_language_of_the_household_or_not_at_all():
    closed_project = ProjectFactory(
        status="closed", close_reason="silent", closed_at=timezone.now()
    )

    assert open_tasks(project=closed_project) == 0


def test_task_done_set_aside_and_taken_up(person):
    project = ProjectFactory()
    task = add_task(by=person, project=project, title="  Appeler la mairie ")

    done_task = do_task(by=person, task=task)
    task_again = set_task_aside(by=person, task=task)
    assert (done_task.title, done_task.done_by, task_again.is_needless) == (
        "Appeler la mairie",
        person,
        False,
    )
    assert take_task_up(by=person, task=task).is_open
    assert set_task_aside(by=person, task=task).is_needless


@pytest.mark.parametrize("name", ["internet_line", "register_company"])
def test_household_task_without_a_fact_is_done_with_its_date(client, name):
    project = ProjectFactory(stage="moving", answered=True, work="independent")
    open_tasks(project=project)
    task = project.tasks.get(template=name)
    assert (task.side, task.closing_fact) == ("household", "")
    client.force_login(first_adult(project))
    day = timezone.localdate() - timedelta(days=40)

    client.post(reverse("own_task_done", args=[task.pk]), {"done_on": day.isoformat()})

    task.refresh_from_db()
    assert (task.is_open, task.day, task.done_by) == (False, day, first_adult(project))
    assert date_format(day, "j F Y") in text_of(client.get(reverse("own_project")))

    client.post(reverse("own_task_undone", args=[task.pk]))

    task.refresh_from_db()
    assert (task.is_open, task.done_on, task.day) == (True, None, None)


def test_the_team_says_it_with_its_day_too(client, person):
    project = ProjectFactory(stage="moving", answered=True, coordinator=person)
    open_tasks(project=project)
    task = project.tasks.get(template="internet_line")
    client.force_login(person)
    day = timezone.localdate() - timedelta(days=3)
    url = reverse("project_task", args=[project.pk, task.pk, "fait"])

    client.post(url, {"done_on": day.isoformat()})

    task.refresh_from_db()
    assert (task.day, task.done_by) == (day, person)
    page = text_of(client.get(project.get_absolute_url()))
    assert f"le {date_format(day, 'j F Y')}" in page


def test_today_needs_no_day(person):
    task = add_task(by=person, project=ProjectFactory(coordinator=person), title="Appeler")

    do_task(by=person, task=task, on=timezone.localdate())

    task.refresh_from_db()
    assert (task.done_on, task.day) == (None, timezone.localdate())


@pytest.mark.parametrize("days", [1, -3661], ids=["tomorrow", "long ago"])
def test_day_that_cannot_be_meant_is_refused(person, days):
    task = add_task(by=person, project=ProjectFactory(coordinator=person), title="Appeler")

    with pytest.raises(DoneAnotherDay):
        do_task(by=person, task=task, on=timezone.localdate() + timedelta(days=days))

    task.refresh_from_db()
    assert task.is_open


@pytest.mark.parametrize("day", ["hier", "2026-02-30", "9" * 5000, "\x00"], ids=range(4))
def test_invalid_date_closes_no_task(client, person, day):
    project = ProjectFactory(stage="moving", answered=True, coordinator=person)
    open_tasks(project=project)
    task = project.tasks.get(template="internet_line")
    for role, url in (
        (first_adult(project), reverse("own_task_done", args=[task.pk])),
        (person, reverse("project_task", args=[project.pk, task.pk, "fait"])),
    ):
        client.force_login(role)
        page = client.post(url, {"done_on": day}, follow=True)
        assert "Donnez un jour qui est passé" in text_of(page)

    task.refresh_from_db()
    assert task.is_open


def test_household_does_only_its_own_tasks(person):
    project = ProjectFactory()
    own_task = add_task(by=person, project=project, title="Banque", side="household")
    team_task = add_task(by=person, project=project, title="Mairie")
    adult = project.adults.get().person

    assert do_task(by=adult, task=own_task).done_by == adult
    for doer, task in [
        (adult, team_task),
        (ProjectFactory().adults.get().person, own_task),
        (PersonFactory(), own_task),
    ]:
        with pytest.raises(NotAllowed):
            do_task(by=doer, task=task)


def test_outsiders_add_no_task():
    project = ProjectFactory()

    for outsider in near_misses():
        with pytest.raises(NotAllowed):
            add_task(by=outsider, project=project, title="x")


def test_removing_what_was_written_and_not_what_came_with_the_stage(person):
    project = ProjectFactory()
    open_tasks(project=project)
    task = add_task(by=person, project=project, title="x", due_on=timezone.localdate())

    remove_task(by=person, task=task)
    remove_task(by=person, task=task)

    with pytest.raises(TaskOfTheTemplate):
        remove_task(by=person, task=ProjectTask.objects.get())


def test_list_that_nobody_would_read(person):
    project = ProjectFactory()
    now = timezone.now() - timedelta(days=1)
    for number in range(MAX_OPEN_TASKS):
        add_task(by=person, project=project, title=f"Tâche {number}", now=now)

    with pytest.raises(TooManyTasks):
        add_task(by=person, project=project, title="Une de trop")
