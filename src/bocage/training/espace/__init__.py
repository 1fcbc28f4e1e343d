"""What the course adds to the Espace, by subject."""

from bocage.training.espace import (
    attendance,
    cohorts,
    learning,
)

__all__ = [
    "attendance",
    "cohorts",
    "learning",
]
