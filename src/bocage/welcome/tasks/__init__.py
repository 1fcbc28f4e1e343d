"""Work done after the request or by the clock, by subject."""

from bocage.welcome.tasks import (
    boards,
    ceremonies,
    projects,
    stages,
)

__all__ = [
    "boards",
    "ceremonies",
    "projects",
    "stages",
]
