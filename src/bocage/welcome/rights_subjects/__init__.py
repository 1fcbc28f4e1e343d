"""What the grid of rights asks about in the welcome, by subject."""

from bocage.welcome.rights_subjects import (
    ceremonies,
    helpers,
    meetings,
    projects,
    stays,
)

__all__ = [
    "ceremonies",
    "helpers",
    "meetings",
    "projects",
    "stays",
]
