"""What the course does about events, by subject."""

from bocage.training.handlers import (
    learning,
)

__all__ = [
    "learning",
    cohorts,
)

__all__ = [
    "cohorts",
]
