"""Work done after the request or by the clock, by subject."""

from bocage.welcome.tasks import (
    boards,
    ceremonies,
    follow_ups,
    charters,
    helpers,
    meetings,
    projects,
    relays,
    sponsors,
    stages,
    stays,
    suitability,
)

__all__ = [
    "boards",
    "ceremonies",
    "follow_ups",
    "charters",
    "helpers",
    "meetings",
    "projects",
    "relays",
    "sponsors",
    "stages",
    "stays",
    "suitability",
]
