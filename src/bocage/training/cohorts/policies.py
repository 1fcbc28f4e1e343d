"""Permissions of enrolments in a cohort."""

from typing import Any

import rules

from bocage.training.programmes.policies import follows_project_of, runs_cohort


@rules.predicate
def is_own_enrolment(person: Any, enrolment: Any) -> bool:
    """Checks whether the seat belongs to the person."""
    return bool(
        person.is_authenticated and enrolment is not None and enrolment.person_id == person.pk
    )


rules.add_perm("training.see_enrolment", is_own_enrolment | follows_project_of)
rules.add_perm("training.leave_cohort", is_own_enrolment | runs_cohort)
rules.add_perm("training.correct_enrolment", runs_cohort)
