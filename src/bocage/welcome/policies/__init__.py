"""Who may do what in the welcome, by subject."""

from bocage.welcome.policies import (
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
