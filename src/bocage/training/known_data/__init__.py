"""What the course keeps about a person, by subject."""

from bocage.training.known_data import (
    attendance,
    cohorts,
    learning,
)

__all__ = [
    "attendance",
    "cohorts",
    "learning",
]
