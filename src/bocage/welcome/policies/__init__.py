"""Who may do what in the welcome, by subject."""

from bocage.welcome.policies import (
    ceremonies,
    meetings,
    projects,
)

__all__ = [
    "ceremonies",
    "meetings",
    "projects",
]
