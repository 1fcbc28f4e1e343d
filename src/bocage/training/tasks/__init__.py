"""What the course does by itself, by the clock, by subject."""

from bocage.training.tasks import (
    cohorts,
)

__all__ = [
    "cohorts",
]
