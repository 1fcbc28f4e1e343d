"""What follows, after the commit, from what has happened elsewhere, by subject."""

from bocage.welcome.handlers import (
    ceremonies,
    stays,
    project_searches,
)

__all__ = [
    "ceremonies",
    "stays",
    "project_searches",
]
