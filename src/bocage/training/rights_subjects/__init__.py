"""On what the rights of the course are asked, by subject."""

from bocage.training.rights_subjects import (
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
