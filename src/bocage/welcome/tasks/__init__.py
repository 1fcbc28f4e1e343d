"""Work done after the request or by the clock, by subject."""

from bocage.welcome.tasks import (
    ceremonies,
    projects,
    stages,
    stays,
)

__all__ = [
    "ceremonies",
    "projects",
    "stages",
    "stays",
]
