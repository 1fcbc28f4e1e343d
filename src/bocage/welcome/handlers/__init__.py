"""What follows, after the commit, from what has happened elsewhere, by subject."""

from bocage.welcome.handlers import (
    ceremonies,
    tasks,
    project_searches,
)

__all__ = [
    "ceremonies",
    "tasks",
    "project_searches",
]
