"""Who may do what in the course, by subject."""

from bocage.training.policies import (
    applications,
    attendance,
    enrolments,
    juries,
    mentors,
    programmes,
)

__all__ = [
    "applications",
    "attendance",
    "enrolments",
    "juries",
    "mentors",
    "programmes",
]
