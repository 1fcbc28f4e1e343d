"""What the course writes to people, by subject."""

from bocage.training.mails import (
    cohorts,
)

__all__ = [
    "cohorts",
]
