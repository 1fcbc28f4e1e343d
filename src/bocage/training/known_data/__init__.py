"""What the course keeps about a person, by subject."""

from bocage.training.known_data import (
    applications,
    attendance,
    cohorts,
    learning,
)

__all__ = [
    "applications",
    "attendance",
    "cohorts",
    "learning",
]
