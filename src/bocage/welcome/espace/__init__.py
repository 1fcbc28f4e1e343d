"""What the welcome adds to the Espace, by subject."""

from bocage.welcome.espace import (
    boards,
    ceremonies,
    charters,
    helpers,
    meetings,
    projects,
    relays,
    sponsors,
    stays,
)

__all__ = [
    "boards",
    "ceremonies",
    "charters",
    "helpers",
    "meetings",
    "projects",
    "relays",
    "sponsors",
    "stays",
]
