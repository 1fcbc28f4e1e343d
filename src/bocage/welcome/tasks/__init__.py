"""Work done after the request or by the clock, by subject."""

from bocage.welcome.tasks import (
    ceremonies,
    charters,
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
    "charters",
    "helpers",
    "meetings",
    "projects",
    "sponsors",
    "stages",
    "stays",
    "suitability",
]
