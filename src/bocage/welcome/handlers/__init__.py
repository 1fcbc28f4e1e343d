"""What follows, after the commit, from what has happened elsewhere, by subject."""

from bocage.welcome.handlers import (
    ceremonies,
    suitability,
    project_searches,
    tasks,
)

__all__ = [
    "ceremonies",
    "suitability",
    "project_searches",
    "tasks",
]
