"""What the course does about events, by subject."""

from bocage.training.handlers import (
    applications,
    cohorts,
    learning,
)

__all__ = [
    "applications",
    "cohorts",
    "learning",
]
