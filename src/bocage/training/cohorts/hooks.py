"""Hooks of cohorts: what upper subjects do, or count, in the transaction of a cohort.

@seat_resumed.add
def forget_unanswered(enrolment): ...

@register_gaps.add
def count_gaps(cohort, now): ...
"""

from collections.abc import Callable
from datetime import datetime

from bocage.foundation.registry import Registry, qualified_name
from bocage.training.programmes.models.cohorts import Cohort, Enrolment

seat_resumed = Registry[Callable[[Enrolment], None]](name=qualified_name)
"""Called for a learner who had completed and learns again, under the lock of the cohort."""

register_gaps = Registry[Callable[[Cohort, datetime], int]](name=qualified_name)
"""Functions that count the entries missing from the register of a cohort at a given time."""


def count_register_gaps(cohort: Cohort, now: datetime) -> int:
    """Counts the presences neither signed nor noted in half-days that are over."""
    return sum(count(cohort, now) for count in register_gaps)
