"""Permissions of sessions and registers. The people who run the cohort have all of them."""

from typing import Any

import rules

from bocage.training.cohorts.policies import is_own_enrolment
from bocage.training.programmes.models.cohorts import Enrolment
from bocage.training.programmes.policies import runs_cohort


@rules.predicate
def is_teacher_of(person: Any, session: Any) -> bool:
    """Checks whether the person teaches the session, with an account."""
    return bool(
        person.is_authenticated
        and session is not None
        and any(teacher.person_id == person.pk for teacher in session.teachers.all())
    )


@rules.predicate
def is_learner_of(person: Any, session: Any) -> bool:
    """Checks whether the person has a seat in the cohort of the session."""
    if not person.is_authenticated or session is None or person._state.adding:
        return False
    seated = Enrolment.objects.seated().filter(cohort=session.cohort_id, person=person)
    return bool(seated.exists())


rules.add_perm("training.hold_session", is_teacher_of | runs_cohort)
rules.add_perm("training.follow_session", is_learner_of | is_teacher_of | runs_cohort)
rules.add_perm("training.answer_as_learner", is_own_enrolment)
rules.add_perm("training.read_learner_answers", runs_cohort)
rules.add_perm("training.read_papers", is_own_enrolment | runs_cohort)
