"""On what the rights of the course are asked, by subject."""

from bocage.training.rights_subjects import (
    applications,
    attendance,
    enrolments,
    mentors,
    programmes,
)

__all__ = [
    "applications",
    "attendance",
    "enrolments",
    "mentors",
    "programmes",
]
