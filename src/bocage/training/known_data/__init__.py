"""What the course keeps about a person, by subject."""

from bocage.training.known_data import (
    cohorts,
)

__all__ = [
    "cohorts",
]
