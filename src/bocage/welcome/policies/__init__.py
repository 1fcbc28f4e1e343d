"""Who may do what in the welcome, by subject."""

from bocage.welcome.policies import (
    ceremonies,
    projects,
    stays,
)

__all__ = [
    "ceremonies",
    "projects",
    "stays",
]
