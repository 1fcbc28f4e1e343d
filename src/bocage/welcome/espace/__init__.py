"""What the welcome adds to the Espace, by subject."""

from bocage.welcome.espace import (
    ceremonies,
    helpers,
    projects,
    sponsors,
    stays,
)

__all__ = [
    "ceremonies",
    "helpers",
    "projects",
    "sponsors",
    "stays",
]
