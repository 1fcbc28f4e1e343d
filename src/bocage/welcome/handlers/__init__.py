"""What follows, after the commit, from what has happened elsewhere, by subject."""

from bocage.welcome.handlers import (
    ceremonies,
    sponsors,
    project_searches,
)

__all__ = [
    "ceremonies",
    "sponsors",
    "project_searches",
]
