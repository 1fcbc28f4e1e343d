"""What the course does by itself, by the clock, by subject."""

from bocage.training.tasks import (
    cohorts,
    learning,
)

__all__ = [
    "cohorts",
    "learning",
]
