"""What the course adds to the Espace, by subject."""

from bocage.training.espace import (
    attendance,
    applications,
    cohorts,
    learning,
)

__all__ = [
    "attendance",
    "applications",
    "cohorts",
    "learning",
]
