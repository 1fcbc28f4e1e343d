"""What the course adds to the Espace, by subject."""

from bocage.training.espace import (
    cohorts,
)

__all__ = [
    "cohorts",
]
