"""Merges of two projects of one household: found, merged with all attached rows, undone."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.formatting.dates import date_format
from bocage.housing.models import SavedSearch
from bocage.people.models import Entitlement
from bocage.welcome.homes.operations.saved_search_sync import sync_saved_searches
from bocage.welcome.models import HouseholdAdult, ProjectMerge, SettlementProject
from bocage.welcome.pipeline.duplicates import look_alikes_of
from bocage.welcome.pipeline.errors.merges import (
    HouseholdHasLeft,
    MergedElsewhere,
    NotMergedAnyMore,
    SameProject,
)
from bocage.welcome.pipeline.operations.merges import merge_projects, undo_merge
from bocage.welcome.pipeline.operations.stages import close_project, move_project, set_next_action
from bocage.welcome.pipeline.operations.tasks import add_task, close_tasks_by_fact, open_tasks
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory, DepartementFactory
from tests.welcome.factories import ProjectFactory, ProjectMessageFactory, ProjectTaskFactory

pytestmark = pytest.mark.django_db

SPONSOR_ACCEPTED = "sponsor_accepted"


@pytest.fixture
def mergeable_pair():
    return ProjectFactory(name="Gardé"), ProjectFactory(name="Autre", answered=True)


def reload(project):
    return SettlementProject.objects.get(pk=project.pk)


@pytest.mark.parametrize(
    ("other_person_values", "reason"),
    [
        ({"name": "camille ferrand"}, "le même nom"),
        ({"phone": "+33233810000"}, "le même téléphone"),
        ({"email": "camille.ferrand@autre.example"}, "une adresse électronique semblable"),
    ],
)
def test_alike_people_are_proposed_with_the_reason(client, person, other_person_values, reason):
    own_adult = PersonFactory(
        name="Camille Ferrand", email="camille.ferrand@exemple.example", phone="+33233810000"
    )
    project = ProjectFactory(adults=[own_adult])
    other_project = ProjectFactory(adults=[PersonFactory(**other_person_values)])
    ProjectFactory()

    [look_alike] = look_alikes_of(project, person)

    assert (look_alike.project, look_alike.reasons) == (other_project, [reason])
    client.force_login(person)
    page = text_of(client.get(project.get_absolute_url()))
    assert (
        f"reçu le {date_format(timezone.localdate(other_project.sent_at), 'j F Y')} · {reason}"
        in page
    )


def test_one_person_in_two_projects_and_one_name_from_one_town(person):
    adult = PersonFactory()
    project = ProjectFactory(adults=[adult], name="Famille Roy", origin="Lyon")
    duplicate = ProjectFactory(adults=[adult], name="Famille Roy", origin="Lyon")
    ProjectFactory(name="Famille Roy", origin="Lille")

    assert [look_alike.project for look_alike in look_alikes_of(project, person)] == [duplicate]


def test_unfollowed_project_is_not_proposed(person):
    adult = PersonFactory()
    project = ProjectFactory(adults=[adult])
    ProjectFactory(adults=[adult], departement=DepartementFactory(sarthe=True))

    assert look_alikes_of(project, person) == []


def test_joining_brings_everything_and_closes_the_other(person, mergeable_pair):
    survivor, absorbed = mergeable_pair
    message = ProjectMessageFactory(project=absorbed)
    task = add_task(by=person, project=absorbed, title="Appeler")
    adult = absorbed.adults.get()
    absorbed.communes.add(CommuneFactory(boitron=True))
    answered_at = absorbed.answered_at

    merge = merge_projects(by=person, survivor=survivor, absorbed=absorbed)

    message.refresh_from_db()
    task.refresh_from_db()
    adult.refresh_from_db()
    assert (message.project, task.project, adult.project) == (survivor, survivor, survivor)
    assert (adult.is_first, survivor.communes.get().name) == (False, "Boitron")
    closed_project = reload(absorbed)
    assert (closed_project.status, closed_project.close_reason, closed_project.merged_into) == (
        "closed",
        "merged",
        survivor,
    )
    assert reload(survivor).answered_at == answered_at
    assert merge_projects(by=person, survivor=survivor, absorbed=absorbed) == merge


def test_duplicate_rows_stay_with_the_absorbed_project(person):
    adult = PersonFactory()
    survivor, absorbed = ProjectFactory(adults=[adult]), ProjectFactory(adults=[adult])
    for project in (survivor, absorbed):
        open_tasks(project=project)

    merge_projects(by=person, survivor=survivor, absorbed=absorbed)

    assert (survivor.adults.count(), absorbed.adults.count()) == (1, 1)
    assert (survivor.tasks.count(), absorbed.tasks.count()) == (1, 1)


def test_separation_restores_rows_and_keeps_later_ones(person, mergeable_pair):
    survivor, absorbed = mergeable_pair
    message = ProjectMessageFactory(project=absorbed)
    project_before = reload(absorbed)
    merge = merge_projects(by=person, survivor=survivor, absorbed=absorbed)
    later_message = ProjectMessageFactory(project=survivor)

    undo_merge(by=person, merge=merge)

    message.refresh_from_db()
    later_message.refresh_from_db()
    project_after = reload(absorbed)
    assert (message.project, later_message.project) == (absorbed, survivor)
    assert (project_after.status, project_after.merged_into, project_after.answered_at) == (
        project_before.status,
        None,
        project_before.answered_at,
    )
    assert HouseholdAdult.objects.get(project=absorbed).is_first
    assert reload(survivor).answered_at is None
    with pytest.raises(NotMergedAnyMore):
        undo_merge(by=person, merge=merge)


def test_adults_stay_accompanied_through_both(person):
    survivor, absorbed = ProjectFactory(answered=True), ProjectFactory(answered_at=timezone.now())
    move_project(by=person, project=absorbed, to="qualified")

    merge = merge_projects(by=person, survivor=survivor, absorbed=absorbed)
    assert Entitlement.objects.in_force().count() == 2
    undo_merge(by=person, merge=merge)

    assert Entitlement.objects.in_force().count() == 2


def make_moving_project(**options):
    """Creates a project at the stage of moving to Boitron."""
    return ProjectFactory(
        answered=True, stage="moving", commune=CommuneFactory(boitron=True), **options
    )


def make_closed_project(**options):
    return ProjectFactory(
        status="closed", close_reason="silent", closed_at=timezone.now(), **options
    )


def make_paused_project(**options):
    return ProjectFactory(status="paused", paused_until=date(2020, 6, 1), **options)


def position_of(project):
    project = reload(project)
    return project.status, project.stage, project.commune_id


@pytest.mark.parametrize(
    ("make_survivor", "make_absorbed", "expected_position"),
    [
        (ProjectFactory, make_moving_project, "open moving"),
        (make_moving_project, ProjectFactory, "open moving"),
        (make_closed_project, make_moving_project, "open moving"),
        (make_moving_project, make_closed_project, "open moving"),
        (make_closed_project, ProjectFactory, "open contact"),
        (make_paused_project, ProjectFactory, "open contact"),
        (ProjectFactory, make_paused_project, "open contact"),
        (make_closed_project, make_paused_project, "paused contact"),
        (make_closed_project, make_closed_project, "closed contact"),
    ],
)
def test_survivor_takes_the_furthest_stage(person, make_survivor, make_absorbed, expected_position):
    make_survivor, make_absorbed = make_survivor(), make_absorbed()

    merge_projects(by=person, survivor=make_survivor, absorbed=make_absorbed)

    status, stage, commune = position_of(make_survivor)
    assert f"{status} {stage}" == expected_position
    assert (commune is not None) == (stage == "moving")
    assert position_of(make_absorbed)[0] == "closed"


def test_a_closed_project_brings_no_stage(person):
    survivor = ProjectFactory()
    further = make_closed_project(
        stage="moving", commune=CommuneFactory(boitron=True), answered_at=None
    )

    merge_projects(by=person, survivor=survivor, absorbed=further)

    assert position_of(survivor) == ("open", "contact", None)


def test_the_day_of_the_move_comes_with_the_arrival(person):
    survivor, settled_project = make_moving_project(), ProjectFactory(settled=True)

    merge = merge_projects(by=person, survivor=survivor, absorbed=settled_project)

    project_after = reload(survivor)
    assert (project_after.stage, project_after.moved_in_on) == (
        "settled",
        settled_project.moved_in_on,
    )
    [move] = survivor.moves.all()
    assert (move.from_stage, move.to_stage, move.moved_by) == ("moving", "settled", person)
    undo_merge(by=person, merge=merge)
    assert (reload(survivor).stage, reload(survivor).moved_in_on) == ("moving", None)
    assert position_of(settled_project)[:2] == ("open", "settled")


def test_facts_of_the_absorbed_project_close_tasks_of_the_survivor(person, run_tasks):
    survivor = ProjectFactory(answered=True)
    task = ProjectTaskFactory(
        project=survivor, template="find_sponsor", closing_fact=SPONSOR_ACCEPTED
    )
    absorbed = ProjectFactory(answered=True)
    close_tasks_by_fact(project=absorbed, fact=SPONSOR_ACCEPTED)

    merge_projects(by=person, survivor=survivor, absorbed=absorbed)
    run_tasks()

    task.refresh_from_db()
    assert (task.is_open, task.done_by) == (False, None)


def test_unowned_next_action_goes_to_the_coordinator(person):
    survivor = ProjectFactory(
        answered=True, next_action="Appeler", next_action_on=timezone.localdate()
    )
    absorbed = ProjectFactory(answered=True, coordinator=person)

    merge = merge_projects(by=person, survivor=survivor, absorbed=absorbed)
    assert reload(survivor).next_action_by == person
    undo_merge(by=person, merge=merge)

    project_after = reload(survivor)
    assert (project_after.coordinator, project_after.next_action, project_after.next_action_by) == (
        None,
        "Appeler",
        None,
    )


def test_next_action_comes_with_what_the_household_reads_of_it(person):
    survivor = ProjectFactory(answered=True)
    absorbed = ProjectFactory(
        answered=True,
        coordinator=person,
        next_action="Relancer Essay",
        next_action_for_household="Nous vous donnons des nouvelles",
        next_action_on=timezone.localdate(),
    )

    merge = merge_projects(by=person, survivor=survivor, absorbed=absorbed)
    assert reload(survivor).next_action_for_household == "Nous vous donnons des nouvelles"
    undo_merge(by=person, merge=merge)

    assert (reload(survivor).next_action, reload(survivor).next_action_for_household) == ("", "")


def test_separation_keeps_later_changes(person):
    survivor, absorbed = ProjectFactory(answered=True, coordinator=person), make_moving_project()
    merge = merge_projects(by=person, survivor=survivor, absorbed=absorbed)
    set_next_action(by=person, project=reload(survivor), words="Appeler", on=None)
    close_project(by=person, project=reload(survivor), reason="elsewhere")

    undo_merge(by=person, merge=merge)

    project_after = reload(survivor)
    assert (project_after.status, project_after.close_reason, project_after.next_action) == (
        "closed",
        "elsewhere",
        "Appeler",
    )
    assert project_after.stage == "qualified"


@pytest.mark.parametrize("departed_survives", [True, False])
def test_a_household_that_left_is_another_story(person, departed_survives):
    adult = PersonFactory()
    departed_project = ProjectFactory(
        settled=True,
        adults=[adult],
        status="closed",
        close_reason="left",
        closed_at=timezone.now(),
        left_on=timezone.localdate(),
    )
    returned_project = ProjectFactory(adults=[adult])
    survivor, absorbed = (
        (departed_project, returned_project)
        if departed_survives
        else (returned_project, departed_project)
    )

    assert look_alikes_of(survivor, person) == []
    with pytest.raises(HouseholdHasLeft):
        merge_projects(by=person, survivor=survivor, absorbed=absorbed)
    assert reload(returned_project).is_open


def test_the_look_alike_says_how_it_stands(person):
    adult = PersonFactory()
    project = ProjectFactory(adults=[adult])
    make_closed_project(adults=[adult], sent_at=timezone.now() - timedelta(days=9))
    make_paused_project(adults=[adult])

    assert [look_alike.stands for look_alike in look_alikes_of(project, person)] == [
        "premier contact, en pause",
        "premier contact, clos, sans nouvelles",
    ]


def alert_criteria(project):
    searches = SavedSearch.objects.filter(project=project.pk)
    return {(search.offer, search.price.upper - 1) for search in searches}


def test_housing_watch_covers_both_projects(person, run_tasks):
    boitron = CommuneFactory(boitron=True)
    survivor = ProjectFactory(budget_eur=200_000)
    absorbed = ProjectFactory(budget_eur=90_000)
    absorbed.communes.add(boitron)
    sync_saved_searches(project=absorbed)

    merge = merge_projects(by=person, survivor=survivor, absorbed=absorbed)
    run_tasks()
    assert (alert_criteria(survivor), alert_criteria(absorbed)) == ({("sale", 200_000)}, set())
    undo_merge(by=person, merge=merge)

    assert (alert_criteria(survivor), alert_criteria(absorbed)) == (set(), {("sale", 90_000)})


def test_impossible_joins_are_refused(person, mergeable_pair):
    survivor, absorbed = mergeable_pair
    third_project = ProjectFactory()
    with pytest.raises(SameProject):
        merge_projects(by=person, survivor=survivor, absorbed=survivor)
    with pytest.raises(NotAllowed):
        merge_projects(by=PersonFactory(), survivor=survivor, absorbed=absorbed)
    merge_projects(by=person, survivor=survivor, absorbed=absorbed)
    with pytest.raises(MergedElsewhere):
        merge_projects(by=person, survivor=third_project, absorbed=absorbed)
    with pytest.raises(MergedElsewhere):
        merge_projects(by=person, survivor=absorbed, absorbed=third_project)


def test_joining_from_the_file_and_back(client, person):
    adult = PersonFactory()
    survivor = ProjectFactory(adults=[adult])
    absorbed = ProjectFactory(adults=[adult], name="En double")
    client.force_login(person)
    assert "Est-ce le même ménage" in client.get(survivor.get_absolute_url()).content.decode()

    client.post(reverse("project_merge", args=[survivor.pk]), {"autre": str(absorbed.pk)})
    merge = ProjectMerge.objects.get()
    assert "réuni à un autre" in client.get(absorbed.get_absolute_url()).content.decode()
    client.post(reverse("project_merge_undo", args=[absorbed.pk, merge.pk]))

    assert reload(absorbed).is_open


@pytest.mark.parametrize("key", ["", "\x00", "0199b7a4-0000-7000-8000-000000000009"])
def test_joining_nothing_is_not_found(client, person, mergeable_pair, key):
    client.force_login(person)

    address = reverse("project_merge", args=[mergeable_pair[0].pk])

    assert client.post(address, {"autre": key}).status_code == 404
