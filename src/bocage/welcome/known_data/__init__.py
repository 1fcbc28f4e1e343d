"""What the welcome keeps about people, told to them, by subject."""

from bocage.welcome.known_data import (
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
