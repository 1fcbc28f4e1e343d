"""What the course keeps about a person, by subject."""

from bocage.training.known_data import (
    attendance,
    applications,
    cohorts,
    learning,
)

__all__ = [
    "attendance",
    "applications",
    "cohorts",
    "learning",
]
