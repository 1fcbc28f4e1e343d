"""Two coordinators, the clock and facts at once, in real threads."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.people.models import Entitlement
from bocage.welcome.models import (
    HappenedFact,
    ProjectTask,
    ProjectView,
    SettlementProject,
    Stage,
    StageMove,
)
from bocage.welcome.pipeline.operations.stages import (
    close_project,
    move_project,
    root_settled_households,
)
from bocage.welcome.pipeline.operations.tasks import close_tasks_by_fact, do_task, open_tasks
from bocage.welcome.projects.facts import Fact
from bocage.welcome.projects.operations.access_log import record_view
from tests.people.factories import PersonFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.pipeline.factories import coordinator
from tests.workspaces.bookings.test_races import outcomes, race

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_people_move_one_card():
    people = [coordinator(), coordinator()]
    project = ProjectFactory(answered_at=timezone.now())

    results = race(
        *[
            lambda person=person: move_project(by=person, project=project, to=Stage.QUALIFIED)
            for person in people * 3
        ]
    )

    assert outcomes(results) == {"SettlementProject": 6}
    assert StageMove.objects.count() == 1
    assert Entitlement.objects.count() == 1


def test_one_person_in_two_projects_that_become_known_at_once():
    person, adult = coordinator(), PersonFactory()
    projects = [ProjectFactory(answered_at=timezone.now(), adults=[adult]) for _project in "ab"]

    results = race(
        *[
            lambda project=project: move_project(by=person, project=project, to=Stage.QUALIFIED)
            for project in projects
        ]
    )

    assert outcomes(results) == {"SettlementProject": 2}
    assert Entitlement.objects.get().person == adult


def test_moving_while_somebody_closes():
    person, other_coordinator = coordinator(), coordinator()
    project = ProjectFactory(answered_at=timezone.now())

    results = race(
        lambda: move_project(by=person, project=project, to=Stage.QUALIFIED),
        lambda: close_project(by=other_coordinator, project=project, reason="silent"),
    )

    assert set(outcomes(results)) <= {"SettlementProject", "ProjectNotOpen"}
    assert SettlementProject.objects.get().status == "closed"
    assert not Entitlement.objects.in_force().exists()


def test_two_clocks_root_once():
    ProjectFactory(settled=True, moved_in_on=timezone.localdate() - timedelta(days=400))

    race(*[root_settled_households for _worker in range(4)])

    assert StageMove.objects.count() == 1


def test_two_workers_open_one_list():
    project = ProjectFactory(answered=True)

    open_counts = race(*[lambda: open_tasks(project=project) for _worker in range(5)])

    assert sum(open_counts) == ProjectTask.objects.count() == 2


def test_fact_and_list_at_once():
    project = ProjectFactory()

    results = race(
        lambda: open_tasks(project=project),
        lambda: close_tasks_by_fact(project=project, fact=Fact.ANSWERED),
        lambda: close_tasks_by_fact(project=project, fact=Fact.ANSWERED),
    )

    assert set(outcomes(results)) == {"int"}
    assert HappenedFact.objects.count() == 1
    assert not ProjectTask.objects.filter(done_at=None).exists()


def test_task_is_done_by_one():
    people = [coordinator(), coordinator()]
    project = ProjectFactory()
    open_tasks(project=project)
    task = ProjectTask.objects.get()

    results = race(*[lambda person=person: do_task(by=person, task=task) for person in people])

    assert {result.done_by_id for result in results} == {ProjectTask.objects.get().done_by_id}


def test_many_tabs_of_one_person_are_one_view():
    person, project = PersonFactory(), ProjectFactory()

    race(
        *[
            lambda: record_view(by=person, project=project, capacity="coordinator")
            for _tab in range(6)
        ]
    )

    assert ProjectView.objects.count() == 1
