"""What people answer to the course by one click in a mail, by subject."""

from bocage.training.signed_actions import (
    mentors,
)

__all__ = [
    "mentors",
"""What is answered by one click in a mail of the course, by subject."""

from bocage.training.signed_actions import (
    applications,
)

__all__ = [
    "applications",
]
