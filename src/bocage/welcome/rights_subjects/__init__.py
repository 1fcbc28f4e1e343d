"""What the grid of rights asks about in the welcome, by subject."""

from bocage.welcome.rights_subjects import (
    projects,
    sponsors,
)

__all__ = [
    "projects",
    "sponsors",
    ceremonies,
    projects,
)

__all__ = [
    "ceremonies",
    "projects",
]
