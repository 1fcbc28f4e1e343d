"""What the course adds to the Espace, by subject."""

from bocage.training.espace import (
    applications,
    attendance,
    cohorts,
    learning,
)

__all__ = [
    "applications",
    "attendance",
    "cohorts",
    "learning",
]
