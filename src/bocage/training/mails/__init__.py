"""What the course writes to people, by subject."""

from bocage.training.mails import (
    applications,
    juries,
)

__all__ = [
    "applications",
    "juries",
    cohorts,
)

__all__ = [
    "cohorts",
]
