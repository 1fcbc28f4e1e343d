"""Who may do what in the course, by subject."""

from bocage.training.policies import (
    applications,
    enrolments,
    juries,
    attendance,
    enrolments,
    mentors,
    programmes,
)

__all__ = [
    "applications",
    "enrolments",
    "juries",
    "attendance",
    "enrolments",
    "mentors",
    "programmes",
]
