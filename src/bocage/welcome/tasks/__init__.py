"""Work done after the request or by the clock, by subject."""

from bocage.welcome.tasks import (
    ceremonies,
    helpers,
    meetings,
    projects,
    sponsors,
    stages,
    stays,
    suitability,
)

__all__ = [
    "ceremonies",
    "helpers",
    "meetings",
    "projects",
    "sponsors",
    "stages",
    "stays",
    "suitability",
]
