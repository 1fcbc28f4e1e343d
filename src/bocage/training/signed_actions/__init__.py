"""What is answered by one click in a mail of the course, by subject."""

from bocage.training.signed_actions import (
    applications,
    mentors,
)

__all__ = [
    "applications",
    "mentors",
]
