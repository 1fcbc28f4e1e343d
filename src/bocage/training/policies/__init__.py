"""Who may do what in the course, by subject."""

from bocage.training.policies import (
    attendance,
    enrolments,
    mentors,
    programmes,
)

__all__ = [
    "attendance",
    "enrolments",
    "mentors",
    "programmes",
]
