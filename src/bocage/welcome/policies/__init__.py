"""Who may do what in the welcome, by subject."""

from bocage.welcome.policies import (
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
