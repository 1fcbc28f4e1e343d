"""Who is asked what: the operations call these in their transactions."""

from __future__ import annotations

from bocage.foundation.mail import Mail, send_mail
from bocage.training.learner_links import outcome_link, satisfaction_link
from bocage.training.mails.learning import OutcomeAskedMail, SatisfactionAskedMail
from bocage.training.models import Enrolment, OutcomeFollowUp


def ask_satisfaction(enrolment: Enrolment, *, again: bool = False) -> None:
    """What did they think of the course?"""
    _tell(
        enrolment,
        SatisfactionAskedMail(
            link=satisfaction_link.token(enrolment.pk, enrolment.person_id),
            programme=enrolment.cohort.programme.name,
            is_reminder=again,
            enrolment_id=None if again else enrolment.pk,
        ),
    )


def ask_outcome(outcome: OutcomeFollowUp, *, again: bool = False) -> None:
    """What became of their project?"""
    enrolment = outcome.enrolment
    _tell(
        enrolment,
        OutcomeAskedMail(
            link=outcome_link.token(outcome.pk, enrolment.person_id),
            programme=enrolment.cohort.programme.name,
            months=outcome.months,
            is_reminder=again,
        ),
    )


def _tell(enrolment: Enrolment, mail: Mail) -> None:
    person = enrolment.person
    send_mail(mail, to=person.email, language=person.language, person=person)
