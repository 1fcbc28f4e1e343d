"""What the course does about events, by subject."""

from bocage.training.handlers import (
    cohorts,
    learning,
)

__all__ = [
    "cohorts",
    "learning",
]
