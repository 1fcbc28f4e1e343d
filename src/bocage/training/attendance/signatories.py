"""URL references of signatories of a session: learners and teachers."""

from uuid import UUID

from django.db.models import QuerySet

from bocage.training.attendance.operations.attendance import Signatory, name_of
from bocage.training.programmes.models.cohorts import Enrolment
from bocage.training.programmes.models.programmes import ProgrammeTeacher
from bocage.training.programmes.models.sessions import CohortSession

TEACHER = "intervenant"


def signatory_key(signatory: Signatory) -> str:
    """Returns the key of a signatory in addresses and forms."""
    if isinstance(signatory, ProgrammeTeacher):
        return f"{TEACHER}-{signatory.pk}"
    return str(signatory.pk)


def find_signatory(session: CohortSession, key: str) -> Signatory | None:
    """Returns the signatory of a session with the given key, or None."""
    kind, _dash, number = key.partition("-")
    if kind == TEACHER:
        return next(
            (teacher for teacher in session.teachers.all() if str(teacher.pk) == number), None
        )
    try:
        return seats_of(session).filter(pk=UUID(key)).first()
    except ValueError:
        return None


def signatories_of(session: CohortSession) -> list[tuple[str, str]]:
    """Returns the people who may have signed a sheet of a session, as keys and names; one query."""
    people: list[Signatory] = [*seats_of(session), *session.teachers.all()]
    return [(signatory_key(person), name_of(person)) for person in people]


def seats_of(session: CohortSession) -> QuerySet[Enrolment]:
    """Returns the enrolments with a seat in the cohort of a session, ordered by name."""
    seated = Enrolment.objects.seated().filter(cohort=session.cohort_id)
    return seated.with_rights().by_name()
