"""On what the rights of the course are asked, by subject."""

from bocage.training.rights_subjects import (
    applications,
    enrolments,
    programmes,
)

__all__ = [
    "applications",
    "enrolments",
    "programmes",
]
