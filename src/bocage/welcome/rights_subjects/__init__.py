"""What the grid of rights asks about in the welcome, by subject."""

from bocage.welcome.rights_subjects import (
    helpers,
    projects,
)

__all__ = ["helpers", "projects"]
    ceremonies,
    projects,
)

__all__ = [
    "ceremonies",
    "projects",
]
