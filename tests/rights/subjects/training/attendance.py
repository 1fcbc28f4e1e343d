"""Subjects of the rights over a session, its register and learners' questionnaires."""

from __future__ import annotations

from bocage.people.models import Person
from bocage.training.models import CohortSession, Enrolment, ProgrammeTeacher
from tests.rights.grid import Subject, Tree, add_subject
from tests.rights.subjects.training.programmes import cohort_of


def _session(tree: Tree, holder: Person) -> CohortSession:
    """A session that the holder teaches."""
    session = CohortSession(cohort=cohort_of(tree))
    teacher = ProgrammeTeacher(person=holder, programme=session.cohort.programme)
    session._prefetched_objects_cache = {"teachers": [teacher]}  # type: ignore[attr-defined]  # unsaved
    return session


def _enrolment(tree: Tree, holder: Person) -> Enrolment:
    return Enrolment(person=holder, cohort=cohort_of(tree))


add_subject(
    Subject(
        name="a session that somebody teaches",
        rights=("training.hold_session", "training.follow_session"),
        make=_session,
        has_holder=True,
    )
)
add_subject(
    Subject(
        name="what a learner answers",
        rights=(
            "training.answer_as_learner",
            "training.read_learner_answers",
            "training.read_papers",
        ),
        make=_enrolment,
        has_holder=True,
    )
)
