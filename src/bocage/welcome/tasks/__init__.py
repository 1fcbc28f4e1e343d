"""Work done after the request or by the clock, by subject."""

from bocage.welcome.tasks import (
    ceremonies,
    stages,
    projects,
)

__all__ = [
    "ceremonies",
    "stages",
    "projects",
]
