"""Examples of the mails of `bocage.welcome.projects.mails.projects`."""

from datetime import UTC, datetime
from uuid import UUID

from bocage.welcome.models import SettlementProject
from bocage.welcome.projects.mails.projects import (
    HouseholdDecided,
    ProjectArrived,
    ProjectGone,
    ProjectToAnswer,
    ProjectWillGo,
)
from tests.mail_examples.registry import example_of
from tests.mail_examples.welcome.projects.messages import EXAMPLE_PROJECT

EXAMPLE_PERSON = UUID("0199b7a4-0000-7000-8000-000000000003")

EXAMPLE_DUE = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


@example_of(ProjectArrived)
def project_arrived(mail):
    return mail(answer_due_at=EXAMPLE_DUE)


@example_of(ProjectToAnswer)
def project_to_answer(mail):
    return mail(
        project_id=EXAMPLE_PROJECT,
        household="Famille Marchand",
        in_short="2 adultes, 2 enfants, depuis Paris",
        answer_due_at=EXAMPLE_DUE,
    )


@example_of(HouseholdDecided)
def household_decided(mail):
    return mail(
        project_id=EXAMPLE_PROJECT,
        household="Famille Marchand",
        author="Camille Marchand",
        status=SettlementProject.Status.CLOSED,
        reason=SettlementProject.CloseReason.ELSEWHERE,
    )


@example_of(ProjectGone)
def project_gone(mail):
    return mail()


@example_of(ProjectWillGo)
def project_will_go(mail):
    return mail(project_id=EXAMPLE_PROJECT, person_id=EXAMPLE_PERSON, erased_on=EXAMPLE_DUE)
