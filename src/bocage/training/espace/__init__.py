"""What the course adds to the Espace, by subject."""

from bocage.training.espace import (
    applications,
    cohorts,
)

__all__ = [
    "applications",
    "cohorts",
]
