"""Permissions of juries: each reader gives their own scores."""

from typing import Any

import rules

from bocage.training.programmes.policies import runs_cohort


@rules.predicate
def is_reader(person: Any, review: Any) -> bool:
    """Checks whether the review belongs to the person, who is still on the jury."""
    return bool(
        person.is_authenticated
        and review is not None
        and review.juror.person_id == person.pk
        and review.juror.left_at is None
    )


@rules.predicate
def is_of_jury(person: Any, juror: Any) -> bool:
    """Checks whether the person is this juror, still on the jury."""
    return bool(
        person.is_authenticated
        and juror is not None
        and juror.person_id == person.pk
        and juror.left_at is None
    )


rules.add_perm("training.read_application", is_reader)
rules.add_perm("training.leave_jury", is_of_jury | runs_cohort)
