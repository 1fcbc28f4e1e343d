"""What the course does by itself, by the clock, by subject."""

from bocage.training.tasks import (
    learning,
)

__all__ = [
    "learning",
    cohorts,
)

__all__ = [
    "cohorts",
]
