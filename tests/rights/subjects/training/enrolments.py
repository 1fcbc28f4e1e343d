"""Subjects of the rights over an enrolment in a cohort."""

from __future__ import annotations

from bocage.people.models import Person
from bocage.training.models import Enrolment
from tests.rights.grid import Subject, Tree, add_subject
from tests.rights.subjects.training.programmes import cohort_of


def _enrolment(tree: Tree, holder: Person) -> Enrolment:
    return Enrolment(person=holder, cohort=cohort_of(tree))


add_subject(
    Subject(
        name="a seat in a cohort",
        rights=(
            "training.see_enrolment",
            "training.leave_cohort",
            "training.correct_enrolment",
        ),
        make=_enrolment,
        has_holder=True,
    )
)
