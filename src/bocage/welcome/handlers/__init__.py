"""What follows, after the commit, from what has happened elsewhere, by subject."""

from bocage.welcome.handlers import (
    ceremonies,
    tasks,
)

__all__ = [
    "ceremonies",
    "tasks",
]
