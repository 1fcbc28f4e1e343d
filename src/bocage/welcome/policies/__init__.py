"""Who may do what in the welcome, by subject."""

from bocage.welcome.policies import (
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
