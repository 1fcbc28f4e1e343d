"""Work done after the request or by the clock, by subject."""

from bocage.welcome.tasks import (
    ceremonies,
    meetings,
    helpers,
    projects,
    stages,
    stays,
    suitability,
)

__all__ = [
    "ceremonies",
    "meetings",
    "helpers",
    "projects",
    "stages",
    "stays",
    "suitability",
]
