"""What follows, after the commit, from what has happened elsewhere, by subject."""

from bocage.welcome.handlers import (
    project_searches,
)

__all__ = [
    "project_searches",
    ceremonies,
)

__all__ = [
    "ceremonies",
]
