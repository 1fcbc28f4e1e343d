"""What the course writes to people, by subject."""

from bocage.training.mails import (
    cohorts,
    convocations,
    learning,
    mentors,
)

__all__ = [
    "cohorts",
    "convocations",
    "learning",
    "mentors",
]
