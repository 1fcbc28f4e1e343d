"""What the course does about events, by subject."""

from bocage.training.handlers import (
    applications,
)

__all__ = [
    "applications",
    cohorts,
)

__all__ = [
    "cohorts",
]
