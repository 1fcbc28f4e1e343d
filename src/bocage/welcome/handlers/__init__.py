"""What follows, after the commit, from what has happened elsewhere, by subject."""

from bocage.welcome.handlers import (
    ceremonies,
    helpers,
    project_searches,
    stays,
    suitability,
    tasks,
)

__all__ = [
    "ceremonies",
    "helpers",
    "project_searches",
    "stays",
    "suitability",
    "tasks",
]
