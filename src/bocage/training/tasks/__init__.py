"""What the course does by itself, by the clock, by subject."""

from bocage.training.tasks import (
    applications,
    cohorts,
    learning,
)

__all__ = [
    "applications",
    "cohorts",
    "learning",
]
