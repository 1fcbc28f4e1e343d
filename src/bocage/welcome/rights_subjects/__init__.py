"""What the grid of rights asks about in the welcome, by subject."""

from bocage.welcome.rights_subjects import (
    ceremonies,
    meetings,
    helpers,
    projects,
    stays,
)

__all__ = [
    "ceremonies",
    "meetings",
    "helpers",
    "projects",
    "stays",
]
