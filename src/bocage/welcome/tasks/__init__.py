"""Work done after the request or by the clock, by subject."""

from bocage.welcome.tasks import (
    ceremonies,
    follow_ups,
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
    "follow_ups",
    "helpers",
    "meetings",
    "projects",
    "sponsors",
    "stages",
    "stays",
    "suitability",
]
