"""What the course writes to people, by subject."""

from bocage.training.mails import (
    applications,
    cohorts,
    convocations,
    juries,
    learning,
    mentors,
)

__all__ = [
    "applications",
    "cohorts",
    "convocations",
    "juries",
    "learning",
    "mentors",
]
