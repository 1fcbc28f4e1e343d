"""Work done after the request or by the clock, by subject."""

from bocage.welcome.tasks import (
    ceremonies,
    projects,
    stays,
    stages,
)

__all__ = [
    "ceremonies",
    "projects",
    "stays",
    "stages",
]
