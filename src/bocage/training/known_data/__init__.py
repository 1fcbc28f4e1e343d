"""What the course keeps about a person, by subject."""

from bocage.training.known_data import (
    applications,
    cohorts,
)

__all__ = [
    "applications",
    "cohorts",
]
