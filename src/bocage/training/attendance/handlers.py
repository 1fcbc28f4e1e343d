"""Registration of attendance functions used by cohorts."""

from datetime import datetime

from bocage.training.attendance.register import register_of
from bocage.training.cohorts.hooks import register_gaps
from bocage.training.programmes.models.cohorts import Cohort


@register_gaps.add
def count_gaps(cohort: Cohort, now: datetime) -> int:
    """Counts the presences missing from the register for half-days that are over; five queries."""
    register = register_of(cohort, now=now)
    return sum(len(register.missing(line)) for line in register.lines)
