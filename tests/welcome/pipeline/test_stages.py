"""Stages of projects: rights, conditions, effects."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.people.models import Entitlement
from bocage.welcome.models import SettlementProject, Stage
from bocage.welcome.pipeline.errors.stages import (
    NotYetMovedIn,
    ProjectNotOpen,
    StageMovedOn,
    StageNotReady,
)
from bocage.welcome.pipeline.operations.stages import (
    UNDO_DELAY,
    choose_commune,
    close_project,
    mark_household_settled,
    move_project,
    pause_project,
    reopen_project,
    root_settled_households,
    set_next_action,
    take_up_rested_projects,
    undo_move,
)
from bocage.welcome.pipeline.operations.tasks import open_tasks
from bocage.welcome.projects.errors.projects import NobodyToAct, ProjectErased
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.factories import HouseholdAdultFactory, ProjectFactory
from tests.welcome.pipeline.factories import coordinator, coordinator_of_epci, near_misses

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def accompanied():
    return set(
        Entitlement.objects.in_force()
        .filter(kind=Entitlement.Kind.ACCOMPANIED)
        .values_list("person", flat=True)
    )


def adults_of(project):
    return set(project.adults.values_list("person", flat=True))


def test_project_moves_and_says_so(person):
    project = ProjectFactory(answered=True, coordinator=person)

    moved_project = move_project(by=person, project=project, to=Stage.EXPLORING, now=NOW)

    move = moved_project.moves.get()
    assert (moved_project.stage, moved_project.stage_since) == (Stage.EXPLORING, NOW)
    assert (move.from_stage, move.to_stage, move.moved_by) == ("qualified", "exploring", person)


def test_move_that_was_made_already_writes_nothing(person):
    project = ProjectFactory(answered=True)

    move_project(by=person, project=project, to=Stage.QUALIFIED)

    assert project.moves.count() == 0


def test_move_says_all_that_is_missing(person):
    project = ProjectFactory()

    with pytest.raises(StageNotReady) as refusal:
        move_project(by=person, project=project, to=Stage.EXPLORING)

    assert refusal.value.missing == [
        "une première réponse au ménage",
        "une personne de l’équipe qui l’accompagne",
    ]
    assert SettlementProject.objects.get().stage == Stage.CONTACT


def test_move_back_asks_for_nothing(person):
    project = ProjectFactory(stage=Stage.MOVING)

    assert move_project(by=person, project=project, to=Stage.CONTACT).stage == Stage.CONTACT


def test_move_to_no_stage(person):
    with pytest.raises(ValueError, match="nowhere"):
        move_project(by=person, project=ProjectFactory(), to="nowhere")


@pytest.mark.parametrize(
    "operation",
    [
        lambda by, project: move_project(by=by, project=project, to=Stage.QUALIFIED),
        lambda by, project: pause_project(by=by, project=project),
        lambda by, project: close_project(by=by, project=project, reason="silent"),
        lambda by, project: reopen_project(by=by, project=project),
        lambda by, project: undo_move(by=by, project=project),
        lambda by, project: set_next_action(by=by, project=project, words="Appeler", on=None),
        lambda by, project: choose_commune(by=by, project=project, commune=None),
        lambda by, project: mark_household_settled(
            by=by, project=project, commune=project.commune, moved_in_on=timezone.localdate()
        ),
    ],
    ids=["move", "pause", "close", "reopen", "undo", "next", "choose", "settle"],
)
def test_outsiders_change_no_stage(operation):
    project = ProjectFactory(answered=True, commune=CommuneFactory(boitron=True))
    outsiders = [*near_misses(project.commune), project.adults.get().person, PersonFactory()]

    for outsider in outsiders:
        with pytest.raises(NotAllowed):
            operation(outsider, project)


def test_coordinator_of_the_intercommunalite_moves_its_own():
    person = coordinator_of_epci()
    own_project = ProjectFactory(
        answered=True, commune=CommuneFactory(boitron=True), coordinator=person
    )
    other_project = ProjectFactory(answered=True, coordinator=person)

    move_project(by=person, project=own_project, to=Stage.EXPLORING)

    with pytest.raises(NotAllowed):
        move_project(by=person, project=other_project, to=Stage.EXPLORING)


def test_household_that_moved_in_is_settled_whatever_was_missing(person):
    project, boitron = ProjectFactory(), CommuneFactory(boitron=True)

    settled_project = mark_household_settled(
        by=person, project=project, commune=boitron, moved_in_on=date(2026, 3, 1)
    )
    second_result = mark_household_settled(
        by=person, project=project, commune=boitron, moved_in_on=date(2026, 3, 2)
    )

    assert (settled_project.stage, settled_project.commune) == (Stage.SETTLED, boitron)
    assert second_result.moved_in_on == date(2026, 3, 2)
    assert project.moves.count() == 1


def test_nobody_has_moved_in_tomorrow(person):
    with pytest.raises(NotYetMovedIn):
        mark_household_settled(
            by=person,
            project=ProjectFactory(),
            commune=CommuneFactory(boitron=True),
            moved_in_on=timezone.localdate() + timedelta(days=1),
        )


def test_pause_and_taking_up(person):
    project = ProjectFactory(answered=True)
    paused_until = timezone.localdate() + timedelta(days=30)

    paused_project = pause_project(by=person, project=project, until=paused_until)

    assert (paused_project.status, paused_project.paused_until) == ("paused", paused_until)
    with pytest.raises(ProjectNotOpen):
        move_project(by=person, project=project, to=Stage.EXPLORING)
    assert take_up_rested_projects() == 0
    assert take_up_rested_projects(now=NOW + timedelta(days=31)) == 1
    assert SettlementProject.objects.get().is_open


def test_close_and_reopen(person):
    project = ProjectFactory(answered=True)

    closed_project = close_project(
        by=person, project=project, reason="elsewhere", words="Parti au Perche"
    )
    second_result = close_project(by=person, project=project, reason="silent")

    assert (closed_project.status, second_result.close_reason) == ("closed", "elsewhere")
    with pytest.raises(ProjectNotOpen):
        pause_project(by=person, project=project)
    reopened_project = reopen_project(by=person, project=project)
    assert (reopened_project.status, reopened_project.close_reason, reopened_project.closed_at) == (
        "open",
        "",
        None,
    )
    assert [move.status for move in project.moves.all()] == ["closed", "open"]


def test_erased_project_stays_closed(person):
    project = ProjectFactory(
        status="closed", close_reason="silent", closed_at=NOW, erased_at=NOW, name="effacé"
    )

    with pytest.raises(ProjectErased):
        reopen_project(by=person, project=project)


def test_undo_of_a_move(person):
    project = ProjectFactory(answered=True, coordinator=person)
    move_project(by=person, project=project, to=Stage.EXPLORING)

    assert undo_move(by=person, project=project).stage == Stage.QUALIFIED


def arrive(person, project, commune=None, **options):
    return mark_household_settled(
        by=person,
        project=project,
        commune=commune or CommuneFactory(essay=True),
        moved_in_on=timezone.localdate(),
        **options,
    )


def home_of(project):
    project.refresh_from_db()
    return project.stage, project.commune_id, project.moved_in_on


def test_undo_of_an_arrival_takes_back_the_commune_the_day_and_what_followed(person, run_tasks):
    project = ProjectFactory(
        answered=True,
        stage=Stage.MOVING,
        coordinator=person,
        commune=CommuneFactory(boitron=True),
    )
    open_tasks(project=project)
    arrive(person, project)
    run_tasks()
    moved_in = project.tasks.get(template="moved_in")
    assert (moved_in.is_open, moved_in.done_by) == (False, None)
    assert project.follow_ups.count() == 5

    undo_move(by=person, project=project)
    run_tasks()

    moved_in.refresh_from_db()
    assert home_of(project) == ("moving", "61051", None)
    assert (moved_in.is_open, project.follow_ups.count()) == (True, 0)
    assert not project.happened_facts.filter(fact="moved_in").exists()


def test_a_household_moved_back_has_not_moved_in_until_that_is_undone(person, run_tasks):
    project = ProjectFactory(answered=True, coordinator=person)
    arrive(person, project)
    home_before = home_of(project)
    run_tasks()

    move_project(by=person, project=project, to=Stage.MOVING)
    run_tasks()
    assert home_of(project) == ("moving", home_before[1], None)
    assert project.follow_ups.count() == 0
    assert project.tasks.get(template="moved_in").is_open

    undo_move(by=person, project=project)
    run_tasks()
    assert home_of(project) == home_before
    assert project.follow_ups.count() == 5
    task = project.tasks.get(template="moved_in")
    assert (task.is_open, task.done_by) == (False, None)


def test_undo_of_a_move_leaves_the_commune_that_was_chosen_since(person):
    project = ProjectFactory(answered=True, coordinator=person)
    move_project(by=person, project=project, to=Stage.EXPLORING)
    choose_commune(by=person, project=project, commune=CommuneFactory(boitron=True))

    undo_move(by=person, project=project)

    assert home_of(project) == ("qualified", "61051", None)


def test_undo_is_refused_later_or_for_another_person(person):
    project = ProjectFactory(answered=True, coordinator=person)
    move_project(by=person, project=project, to=Stage.EXPLORING, now=NOW)

    with pytest.raises(StageMovedOn):
        undo_move(by=person, project=project, now=NOW + UNDO_DELAY + timedelta(seconds=1))
    with pytest.raises(StageMovedOn):
        undo_move(by=coordinator(), project=project, now=NOW)


def test_adults_are_accompanied_from_the_moment_the_project_is_known_until_it_is_closed(person):
    project = ProjectFactory(answered_at=NOW)
    HouseholdAdultFactory(project=project)
    assert accompanied() == set()

    move_project(by=person, project=project, to=Stage.QUALIFIED)
    assert accompanied() == adults_of(project)
    close_project(by=person, project=project, reason="silent")
    assert accompanied() == set()
    reopen_project(by=person, project=project)
    assert accompanied() == adults_of(project)
    move_project(by=person, project=project, to=Stage.CONTACT)
    assert accompanied() == set()


def test_adult_of_two_projects_stays_accompanied(person):
    outsider = PersonFactory()
    project_of_adult = ProjectFactory(answered=True, adults=[outsider], stage=Stage.CONTACT)
    other_project = ProjectFactory(answered=True, adults=[outsider], stage=Stage.CONTACT)
    for project in (project_of_adult, other_project):
        move_project(by=person, project=project, to=Stage.QUALIFIED)

    close_project(by=person, project=project_of_adult, reason="changed_mind")

    assert accompanied() == {outsider.pk}


def test_household_is_rooted_after_a_year_by_the_clock(person):
    today = timezone.localdate()
    year = ProjectFactory(settled=True, moved_in_on=today - timedelta(days=367))
    recent_project = ProjectFactory(settled=True, moved_in_on=today - timedelta(days=360))
    departed_project = ProjectFactory(
        settled=True, moved_in_on=today - timedelta(days=400), left_on=today
    )

    assert (root_settled_households(), root_settled_households()) == (1, 0)
    stages = [
        SettlementProject.objects.get(pk=project_.pk).stage
        for project_ in (year, recent_project, departed_project)
    ]
    assert stages == ["rooted", "settled", "settled"]
    assert year.moves.get().moved_by is None


def test_next_action_has_a_date_and_an_owner(person):
    project = ProjectFactory()
    colleague = coordinator()

    project_with_action = set_next_action(by=person, project=project, words=" Appeler ", on=None)
    assert (
        project_with_action.next_action,
        project_with_action.next_action_on,
        project_with_action.next_action_by,
    ) == (
        "Appeler",
        timezone.localdate(),
        person,
    )
    project_of_colleague = set_next_action(
        by=person, project=project, words="Écrire", on=date(2027, 1, 4), owner=colleague
    )
    assert project_of_colleague.next_action_by == colleague
    project_without_action = set_next_action(
        by=person, project=project, words="  ", on=date(2027, 1, 4)
    )
    assert (
        project_without_action.next_action,
        project_without_action.next_action_on,
        project_without_action.next_action_by,
    ) == ("", None, None)
    with pytest.raises(NobodyToAct):
        set_next_action(by=person, project=project, words="x", on=None, owner=PersonFactory())


def test_next_action_is_reported_to_the_household_in_its_own_words_or_not_at_all(person):
    project = ProjectFactory()

    project_with_action = set_next_action(
        by=person, project=project, words="Appeler", on=None, household_words=" Demain "
    )
    assert project_with_action.next_action_for_household == "Demain"
    assert (
        set_next_action(by=person, project=project, words="x", on=None).next_action_for_household
        == ""
    )
    project_without_action = set_next_action(
        by=person, project=project, words="", on=None, household_words="Demain"
    )
    assert project_without_action.next_action_for_household == ""


def test_commune_of_a_household_that_arrived_is_not_taken_away(person):
    with pytest.raises(ProjectNotOpen):
        choose_commune(by=person, project=ProjectFactory(settled=True), commune=None)
