"""What follows, after the commit, from what has happened elsewhere, by subject."""

from bocage.welcome.handlers import (
    ceremonies,
    helpers,
    incoming,
    project_searches,
    relays,
    sponsors,
    stays,
    suitability,
    tasks,
)

__all__ = [
    "ceremonies",
    "helpers",
    "incoming",
    "project_searches",
    "relays",
    "sponsors",
    "stays",
    "suitability",
    "tasks",
]
