"""What the course writes to people, by subject."""

from bocage.training.mails import (
    applications,
    cohorts,
    juries,
)

__all__ = [
    "applications",
    "cohorts",
    "juries",
]
