"""Coordinators of projects, and release of the projects when one leaves."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from bocage.people.models import Mandate, Role
from bocage.people.operations.mandates import end_mandate
from bocage.welcome.messages.operations.thread import write_to_household
from bocage.welcome.models import ProjectMessage
from bocage.welcome.pipeline.dashboard import projects_to_answer
from bocage.welcome.projects.operations.following import (
    release_projects_of,
    release_projects_without_follower,
    take_project,
)
from tests.people.factories import MandateFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.pipeline.factories import coordinator, coordinator_of_epci

pytestmark = pytest.mark.django_db


def make_followed_project(person, **changes):
    tomorrow = timezone.localdate() + timedelta(days=2)
    action = {"next_action": "Appeler", "next_action_on": tomorrow, "next_action_by": person}
    return ProjectFactory(answered=True, coordinator=person, **action | changes)


def end_mandate_of(person):
    Mandate.objects.filter(person=person).update(ends_on=timezone.localdate())


def test_projects_of_a_leaver_are_announced_to_colleagues():
    leaver, colleague = coordinator(person__name="Nadia Belkacem"), coordinator()
    project = make_followed_project(leaver, name="Famille Delmas")
    assert list(projects_to_answer(colleague)) == []

    end_mandate_of(leaver)
    release_counts = [release_projects_without_follower() for _time in range(2)]

    project.refresh_from_db()
    assert release_counts == [1, 0]
    assert (project.coordinator, project.next_action_by) == (None, None)
    assert project.next_action == "Appeler"
    [task] = projects_to_answer(colleague)
    assert (task.title, task.action) == (
        "Famille Delmas n’est suivi par personne",
        "Prendre le projet",
    )


def test_file_names_the_coordinator_who_left():
    leaver = coordinator(person__name="Nadia Belkacem")
    project = make_followed_project(leaver)
    end_mandate_of(leaver)

    release_projects_of(person=leaver)

    [note] = ProjectMessage.objects.filter(project=project)
    assert (note.channel, note.author) == ("note", None)
    assert note.words == "Nadia Belkacem ne suit plus ce projet\u00a0: il attend quelqu’un."


def test_next_action_of_a_leaver_passes_to_the_coordinator():
    leaver, colleague = coordinator(), coordinator()
    project = make_followed_project(colleague, next_action_by=leaver)
    end_mandate_of(leaver)

    release_projects_without_follower()

    project.refresh_from_db()
    assert (project.coordinator, project.next_action_by) == (colleague, colleague)
    assert not ProjectMessage.objects.filter(project=project).exists()


def test_next_action_waits_with_its_project_for_a_new_coordinator():
    leaver, colleague = coordinator(), coordinator()
    project = make_followed_project(leaver)
    end_mandate_of(leaver)
    release_projects_of(person=leaver)

    taken_project = take_project(by=colleague, project=project)

    assert (taken_project.coordinator, taken_project.next_action_by) == (colleague, colleague)


def test_no_next_action_of_a_project_that_is_followed_is_nobodys():
    with pytest.raises(IntegrityError, match="welcome_project_next_action_with_an_owner"):
        make_followed_project(coordinator(), next_action_by=None)


def test_first_person_to_answer_takes_an_unowned_next_action():
    person = coordinator()
    project = make_followed_project(None, answered_at=None, stage="contact", next_action_by=None)

    write_to_household(by=person, project=project, words="Bienvenue")

    project.refresh_from_db()
    assert (project.coordinator, project.next_action_by) == (person, person)


def test_active_coordinators_keep_their_projects():
    colleague = coordinator()
    admin = MandateFactory(role=Role.ADMIN).person
    for person in (colleague, admin):
        make_followed_project(person)

    assert release_projects_without_follower() == 0


def test_coordinator_of_an_epci_loses_the_household_that_settles_elsewhere():
    person = coordinator_of_epci()
    distant_commune = CommuneFactory(epci__alencon=True)
    project = make_followed_project(person, commune=distant_commune)

    assert release_projects_of(person=person) == 1
    project.refresh_from_db()
    assert project.coordinator is None


@pytest.mark.parametrize("status", ["paused", "closed"])
def test_projects_that_rest_are_freed_too(status):
    leaver = coordinator()
    closing = {"close_reason": "silent", "closed_at": timezone.now()} if status == "closed" else {}
    project = make_followed_project(leaver, status=status, **closing)
    end_mandate_of(leaver)

    release_projects_without_follower()

    project.refresh_from_db()
    assert project.coordinator is None


def test_ending_a_mandate_frees_at_once(run_tasks):
    leaver = coordinator()
    project = make_followed_project(leaver)
    admin = MandateFactory(role=Role.ADMIN).person

    end_mandate(by=admin, mandate=leaver.mandates.get())
    run_tasks()

    project.refresh_from_db()
    assert project.coordinator is None
