"""What the course keeps about a person, by subject."""

from bocage.training.known_data import (
    applications,
)

__all__ = [
    "applications",
    cohorts,
)

__all__ = [
    "cohorts",
]
