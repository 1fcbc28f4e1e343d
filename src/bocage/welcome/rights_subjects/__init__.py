"""What the grid of rights asks about in the welcome, by subject."""

from bocage.welcome.rights_subjects import (
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
