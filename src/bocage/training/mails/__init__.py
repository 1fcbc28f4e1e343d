"""What the course writes to people, by subject."""

from bocage.training.mails import (
    learning,
    mentors,
)

__all__ = [
    "learning",
    "mentors",
    cohorts,
)

__all__ = [
    "cohorts",
]
