"""What the grid of rights asks about in the welcome, by subject."""

from bocage.welcome.rights_subjects import (
    ceremonies,
    meetings,
    projects,
)

__all__ = [
    "ceremonies",
    "meetings",
    "projects",
]
