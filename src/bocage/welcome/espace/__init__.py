"""What the welcome adds to the Espace, by subject."""

from bocage.welcome.espace import (
    ceremonies,
    helpers,
    meetings,
    projects,
    sponsors,
    stays,
)

__all__ = [
    "ceremonies",
    "helpers",
    "meetings",
    "projects",
    "sponsors",
    "stays",
]
