"""Notifications about cohorts and sessions, in the operation's transaction."""

from collections.abc import Iterable

from bocage.foundation.mail import Mail
from bocage.people.mailing import write_to
from bocage.people.models import Mandate, Person, Role
from bocage.training.cohorts.mails import (
    CohortFacts,
    CohortIsLedOn,
    CohortIsOff,
    CohortIsPutOff,
    CohortIsSmall,
    LearnerEnrolled,
    SessionFacts,
    SessionHasMoved,
    SessionIsOff,
    SessionRoomIsLost,
)
from bocage.training.programmes.models.cohorts import Cohort, Enrolment
from bocage.training.programmes.models.programmes import Programme
from bocage.training.programmes.models.sessions import CohortSession


def officers_of(programme: Programme) -> list[Person]:
    """Returns the active officers of the partner that owns a programme, oldest mandate first."""
    mandates = (
        Mandate.objects.in_force()
        .filter(role=Role.TRAINING_OFFICER, scope__partner=programme.partner_id)
        .filter(person__is_active=True)
        .select_related("person")
        .order_by("starts_on", "pk")
    )
    return list({mandate.person_id: mandate.person for mandate in mandates}.values())


def people_of(cohort: Cohort) -> list[Person]:
    """Returns the active learners of a cohort, and its active teachers who have an account, each
    once.
    """
    learners = Person.objects.filter(enrolments__cohort=cohort, enrolments__state="enrolled")
    teachers = Person.objects.filter(programmes_taught__sessions__cohort=cohort)
    return _unique([*learners.order_by("pk"), *teachers.distinct().order_by("pk")])


def notify_enrolled(enrolment: Enrolment) -> None:
    """Notifies an enrolled person of their seat, with the number of half-days planned."""
    sessions = enrolment.cohort.sessions.planned().order_by("period", "pk")
    facts = CohortFacts.of(enrolment.cohort)
    _notify(LearnerEnrolled(cohort=facts, half_days=sessions.count()), [enrolment.person])


def notify_session_moved(session: CohortSession, former: str) -> None:
    """Notifies the learners and teachers of a session that it has moved. `left` is its former time
    and place.
    """
    _notify(SessionHasMoved(session=SessionFacts.of(session), former=former), _of(session))


def notify_session_cancelled(session: CohortSession, former: str) -> None:
    """Notifies the learners and teachers of a session that it is cancelled."""
    facts = SessionFacts.of(session)
    _notify(SessionIsOff(session=facts, former=former, reason=session.cancel_reason), _of(session))


def notify_cohort_cancelled(cohort: Cohort, people: Iterable[Person]) -> None:
    """Notifies the given people, who were in the cohort before, that it is cancelled."""
    _notify(CohortIsOff(cohort=CohortFacts.of(cohort), reason=cohort.cancel_reason), people)


def notify_cohort_postponed(cohort: Cohort) -> None:
    """Notifies the learners and teachers of a cohort that it is postponed."""
    _notify(CohortIsPutOff(cohort=CohortFacts.of(cohort)), people_of(cohort))


def notify_cohort_small(cohort: Cohort) -> None:
    """Notifies the officers of a cohort that it has too few learners, for them to decide."""
    mail = CohortIsSmall(
        cohort=CohortFacts.of(cohort), learners=cohort.seats_taken, smallest=cohort.smallest
    )
    _notify(mail, officers_of(cohort.programme))


def notify_state_change(cohort: Cohort) -> None:
    """Notifies the officers of a cohort that a scheduled job moved it to its next state."""
    mail = CohortIsLedOn(cohort=CohortFacts.of(cohort), state=cohort.state)
    _notify(mail, officers_of(cohort.programme))


def notify_room_lost(session: CohortSession) -> None:
    """Notifies the officers of a session that its room is lost, for them to find another."""
    mail = SessionRoomIsLost(session=SessionFacts.of(session))
    _notify(mail, officers_of(session.cohort.programme))


def _of(session: CohortSession) -> list[Person]:
    learners = Person.objects.filter(
        enrolments__cohort=session.cohort_id, enrolments__state="enrolled"
    )
    teachers = Person.objects.filter(programmes_taught__sessions=session)
    return _unique([*learners.order_by("pk"), *teachers.order_by("pk")])


def _unique(people: Iterable[Person]) -> list[Person]:
    return list({person.pk: person for person in people if person.is_active}.values())


def _notify(mail: Mail, people: Iterable[Person]) -> None:
    for person in people:
        write_to(person, mail)
