"""What the welcome adds to the Espace, by subject."""

from bocage.welcome.espace import (
    ceremonies,
    charters,
    helpers,
    meetings,
    projects,
    sponsors,
    stays,
)

__all__ = [
    "ceremonies",
    "charters",
    "helpers",
    "meetings",
    "projects",
    "sponsors",
    "stays",
]
