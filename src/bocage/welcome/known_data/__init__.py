"""What the welcome keeps about people, told to them, by subject."""

from bocage.welcome.known_data import (
    ceremonies,
    follow_ups,
    helpers,
    meetings,
    projects,
    sponsors,
    stays,
)

__all__ = [
    "ceremonies",
    "follow_ups",
    "helpers",
    "meetings",
    "projects",
    "sponsors",
    "stays",
]
