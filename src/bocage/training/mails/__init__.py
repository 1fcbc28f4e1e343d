"""What the course writes to people, by subject."""

from bocage.training.mails import (
    applications,
    cohorts,
    convocations,
    learning,
    mentors,
    juries,
)

__all__ = [
    "applications",
    "cohorts",
    "convocations",
    "learning",
    "mentors",
    "juries",
]
