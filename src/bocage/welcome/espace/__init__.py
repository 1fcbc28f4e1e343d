"""What the welcome adds to the Espace, by subject."""

from bocage.welcome.espace import (
    ceremonies,
    projects,
)

__all__ = [
    "ceremonies",
    "projects",
]
