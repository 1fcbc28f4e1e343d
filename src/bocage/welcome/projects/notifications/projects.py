"""Notifications when a project arrives or is erased."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import override

from bocage.people.mailing import write_to
from bocage.people.models import Person
from bocage.welcome.projects.formatting import people_in_short
from bocage.welcome.projects.mails.projects import (
    HouseholdDecided,
    ProjectArrived,
    ProjectGone,
    ProjectToAnswer,
    ProjectWillGo,
)
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.notifications.messages import adults_of, send_to_adult
from bocage.welcome.projects.team import team_of


def notify_household_of_receipt(project: SettlementProject, person: Person) -> None:
    """Notifies the person who sent the project that it was received, with the deadline of the
    answer.
    """
    send_to_adult(project, person, ProjectArrived(answer_due_at=project.answer_due_at))


def notify_team_of_new_project(project: SettlementProject) -> None:
    """Notifies the people who may follow the project that a household waits for its first
    answer.
    """
    for person in team_of(project):
        with override(person.language):
            in_short = " · ".join(filter(None, [people_in_short(project), project.origin]))
        mail = ProjectToAnswer(
            project_id=project.pk,
            household=project.name,
            in_short=in_short,
            answer_due_at=project.answer_due_at,
        )
        write_to(person, mail)


def notify_team_of_decision(project: SettlementProject, by: Person) -> None:
    """Notifies the people who follow the project that its household paused, closed or resumed
    it.
    """
    mail = HouseholdDecided(
        project_id=project.pk,
        household=project.name,
        author=str(by),
        status=project.status,
        reason=project.close_reason,
        until=project.paused_until,
    )
    for person in team_of(project):
        write_to(person, mail)


def warn_household(project: SettlementProject, *, erased_on: datetime) -> None:
    """Warns each adult that the project will be erased for lack of contact, unless they click to
    retain it.
    """
    for person in adults_of(project):
        mail = ProjectWillGo(project_id=project.pk, person_id=person.pk, erased_on=erased_on)
        send_to_adult(project, person, mail)


def notify_erasure(people: Iterable[Person], *, by_the_clock: bool) -> None:
    """Notifies the former adults of a household that their project is erased."""
    for person in people:
        mail = ProjectGone(by_the_clock=by_the_clock)
        write_to(person, mail)
