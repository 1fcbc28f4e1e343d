"""What the welcome keeps about people, told to them, by subject."""

from bocage.welcome.known_data import (
    boards,
    ceremonies,
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
    "follow_ups",
    "charters",
    "helpers",
    "meetings",
    "projects",
    "relays",
    "sponsors",
    "stays",
]
