"""What follows, after the commit, from what has happened elsewhere, by subject."""

from bocage.welcome.handlers import (
    ceremonies,
    follow_ups,
    helpers,
    project_searches,
    relays,
    sponsors,
    stays,
    suitability,
    tasks,
)

__all__ = [
    "ceremonies",
    "follow_ups",
    "helpers",
    "project_searches",
    "relays",
    "sponsors",
    "stays",
    "suitability",
    "tasks",
]
