"""Notifications of questionnaires: called by the operations, in their transactions."""

from bocage.people.mailing import write_to
from bocage.training.learning.links import outcome_link, satisfaction_link
from bocage.training.learning.mails import OutcomeAskedMail, SatisfactionAskedMail
from bocage.training.learning.models import OutcomeFollowUp
from bocage.training.programmes.models.cohorts import Enrolment


def request_satisfaction(enrolment: Enrolment, *, again: bool = False) -> None:
    """Sends a learner the request for their opinion on the course, or a reminder if `again`."""
    write_to(
        enrolment.person,
        SatisfactionAskedMail(
            link=satisfaction_link.token(enrolment.pk, enrolment.person_id),
            programme=enrolment.cohort.programme.name,
            is_reminder=again,
            enrolment_id=None if again else enrolment.pk,
        ),
    )


def request_outcome(outcome: OutcomeFollowUp, *, again: bool = False) -> None:
    """Sends a learner the request for the outcome of their project, or a reminder if `again`."""
    enrolment = outcome.enrolment
    write_to(
        enrolment.person,
        OutcomeAskedMail(
            link=outcome_link.token(outcome.pk, enrolment.person_id),
            programme=enrolment.cohort.programme.name,
            months=outcome.months,
            is_reminder=again,
        ),
    )
