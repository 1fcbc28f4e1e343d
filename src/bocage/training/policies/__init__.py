"""Who may do what in the course, by subject."""

from bocage.training.policies import (
    enrolments,
    programmes,
)

__all__ = [
    "enrolments",
    "programmes",
]
