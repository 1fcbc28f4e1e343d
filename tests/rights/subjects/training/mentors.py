"""Subjects of the rights over mentors."""

from __future__ import annotations

from bocage.people.models import Person
from bocage.training.models import Enrolment, MentorProfile, Mentorship
from tests.rights.grid import Subject, Tree, add_subject
from tests.rights.subjects.training.programmes import cohort_of


def _enrolment(tree: Tree, _holder: Person) -> Enrolment:
    return Enrolment(person=Person(), cohort=cohort_of(tree))


def _mentorship(tree: Tree, holder: Person) -> Mentorship:
    """Returns a mentorship whose mentor is the holder."""
    return Mentorship(mentor=MentorProfile(person=holder), enrolment=_enrolment(tree, holder))


add_subject(
    Subject(
        name="a learner without a mentor",
        rights=("training.propose_mentor",),
        make=_enrolment,
    )
)
add_subject(
    Subject(
        name="a mentorship",
        rights=(
            "training.answer_mentorship",
            "training.write_mentor_note",
            "training.end_mentorship",
            "training.see_mentorship",
        ),
        make=_mentorship,
        has_holder=True,
    )
)
add_subject(
    Subject(
        name="any mentor",
        rights=("training.offer_to_mentor",),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)
