"""What the course does about events, by subject."""

from bocage.training.handlers import (
    cohorts,
)

__all__ = [
    "cohorts",
]
