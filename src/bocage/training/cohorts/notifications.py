"""Who is told what about cohorts and sessions, in the transaction of the operation."""

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
    held = (
        Mandate.objects.in_force()
        .filter(role=Role.TRAINING_OFFICER, scope__partner=programme.partner_id)
        .filter(person__is_active=True)
        .select_related("person")
        .order_by("starts_on", "pk")
    )
    return list({mandate.person_id: mandate.person for mandate in held}.values())


def people_of(cohort: Cohort) -> list[Person]:
    """Returns the active learners of a cohort, and its active teachers who have an account, each
    once.
    """
    learners = Person.objects.filter(enrolments__cohort=cohort, enrolments__state="enrolled")
    teachers = Person.objects.filter(programmes_taught__sessions__cohort=cohort)
    return _once([*learners.order_by("pk"), *teachers.distinct().order_by("pk")])


def tell_enrolled(enrolment: Enrolment) -> None:
    """Notifies an enrolled person of their seat, with the number of half-days planned."""
    sessions = enrolment.cohort.sessions.planned().order_by("period", "pk")
    facts = CohortFacts.of(enrolment.cohort)
    _tell(LearnerEnrolled(cohort=facts, half_days=sessions.count()), [enrolment.person])


def tell_session_moved(session: CohortSession, left: str) -> None:
    """Notifies the learners and teachers of a session that it has moved. `left` is its former time
    and place.
    """
    _tell(SessionHasMoved(session=SessionFacts.of(session), left=left), _of(session))


def tell_session_off(session: CohortSession, left: str) -> None:
    """Notifies the learners and teachers of a session that it is cancelled."""
    facts = SessionFacts.of(session)
    _tell(SessionIsOff(session=facts, left=left, reason=session.cancel_reason), _of(session))


def tell_cohort_off(cohort: Cohort, people: Iterable[Person]) -> None:
    """Notifies the given people, who were in the cohort before, that it is cancelled."""
    _tell(CohortIsOff(cohort=CohortFacts.of(cohort), reason=cohort.cancel_reason), people)


def tell_cohort_put_off(cohort: Cohort) -> None:
    """Notifies the learners and teachers of a cohort that it is postponed."""
    _tell(CohortIsPutOff(cohort=CohortFacts.of(cohort)), people_of(cohort))


def tell_cohort_small(cohort: Cohort) -> None:
    """Notifies the officers of a cohort that it has too few learners, for them to decide."""
    mail = CohortIsSmall(
        cohort=CohortFacts.of(cohort), learners=cohort.seats_taken, smallest=cohort.smallest
    )
    _tell(mail, officers_of(cohort.programme))


def tell_cohort_led_on(cohort: Cohort) -> None:
    """Notifies the officers of a cohort that a scheduled job moved it to its next state."""
    mail = CohortIsLedOn(cohort=CohortFacts.of(cohort), state=cohort.state)
    _tell(mail, officers_of(cohort.programme))


def tell_room_lost(session: CohortSession) -> None:
    """Notifies the officers of a session that its room is lost, for them to find another."""
    mail = SessionRoomIsLost(session=SessionFacts.of(session))
    _tell(mail, officers_of(session.cohort.programme))


def _of(session: CohortSession) -> list[Person]:
    learners = Person.objects.filter(
        enrolments__cohort=session.cohort_id, enrolments__state="enrolled"
    )
    teachers = Person.objects.filter(programmes_taught__sessions=session)
    return _once([*learners.order_by("pk"), *teachers.order_by("pk")])


def _once(people: Iterable[Person]) -> list[Person]:
    return list({person.pk: person for person in people if person.is_active}.values())


def _tell(mail: Mail, people: Iterable[Person]) -> None:
    for person in people:
        write_to(person, mail)
