"""Who may do what in the welcome, by subject."""

from bocage.welcome.policies import (
    projects,
    stays,
)

__all__ = [
    "projects",
    "stays",
    ceremonies,
    projects,
)

__all__ = [
    "ceremonies",
    "projects",
]
