"""On what the rights of the course are asked, by subject."""

from bocage.training.rights_subjects import (
    enrolments,
    programmes,
)

__all__ = [
    "enrolments",
    "programmes",
]
