"""What the welcome adds to the Espace, by subject."""

from bocage.welcome.espace import (
    boards,
    ceremonies,
    figures,
    follow_ups,
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
    "figures",
    "follow_ups",
    "charters",
    "helpers",
    "meetings",
    "projects",
    "relays",
    "sponsors",
    "stays",
]
