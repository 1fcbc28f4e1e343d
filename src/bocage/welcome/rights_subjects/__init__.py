"""What the grid of rights asks about in the welcome, by subject."""

from bocage.welcome.rights_subjects import (
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
    "ceremonies",
    "charters",
    "helpers",
    "meetings",
    "projects",
    "relays",
    "sponsors",
    "stays",
]
