"""Work done after the request or by the clock, by subject."""

from bocage.welcome.tasks import (
    ceremonies,
    suitability,
    projects,
    stages,
)

__all__ = [
    "ceremonies",
    "suitability",
    "projects",
    "stages",
]
