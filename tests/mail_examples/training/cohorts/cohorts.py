"""Examples of the mails of `bocage.training.cohorts.mails`."""

from datetime import UTC, date, datetime
from uuid import UUID

from bocage.training.cohorts.mails import (
    CohortFacts,
    CohortIsLedOn,
    CohortIsSmall,
    CohortMail,
    SessionFacts,
    SessionHasMoved,
    SessionIsOff,
    SessionMail,
)
from bocage.training.models import Cohort
from tests.mail_examples.registry import example_of

COHORT = CohortFacts(
    cohort_id=UUID("01938a4e-7c00-7000-8000-0000000000c1"),
    programme="Lancer son activité sur le Web",
    name="printemps 2027",
    starts_on=date(2027, 3, 1),
    ends_on=date(2027, 5, 28),
)

SESSION = SessionFacts(
    cohort=COHORT,
    session_id=UUID("01938a4e-7c00-7000-8000-0000000000c2"),
    title="Trouver ses premiers clients",
    starts_at=datetime(2027, 3, 9, 8, 0, tzinfo=UTC),
    ends_at=datetime(2027, 3, 9, 11, 0, tzinfo=UTC),
    location="Salle du bas, Le Moulin, 3 rue du Pont, 61500 Sées",
)


@example_of(CohortMail)
def cohort_mail(mail):
    return mail(cohort=COHORT)


@example_of(SessionMail)
def session_mail(mail):
    return mail(session=SESSION)


@example_of(SessionHasMoved)
def session_has_moved(mail):
    return mail(session=SESSION, former="mardi 2 mars 2027, de 9 h à 12 h, salle du haut")


@example_of(SessionIsOff)
def session_is_off(mail):
    return mail(session=SESSION, former="Salle du bas, Le Moulin")


@example_of(CohortIsSmall)
def cohort_is_small(mail):
    return mail(cohort=COHORT, learners=3, smallest=5)


@example_of(CohortIsLedOn)
def cohort_is_led_on(mail):
    return mail(cohort=COHORT, state=Cohort.State.RUNNING.value)
