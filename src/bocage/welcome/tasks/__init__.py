"""Work done after the request or by the clock, by subject."""

from bocage.welcome.tasks import (
    ceremonies,
    projects,
    stages,
)

__all__ = [
    "ceremonies",
    "projects",
    "stages",
]
