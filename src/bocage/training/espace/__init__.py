"""What the course adds to the Espace, by subject."""

from bocage.training.espace import (
    applications,
)

__all__ = [
    "applications",
    cohorts,
)

__all__ = [
    "cohorts",
]
