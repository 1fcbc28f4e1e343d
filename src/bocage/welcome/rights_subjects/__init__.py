"""What the grid of rights asks about in the welcome, by subject."""

from bocage.welcome.rights_subjects import (
    address_book,
    ceremonies,
    charters,
    faces,
    follow_ups,
    meetings,
    projects,
    relays,
    sponsors,
    stays,
)

__all__ = [
    "address_book",
    "ceremonies",
    "charters",
    "faces",
    "follow_ups",
    "meetings",
    "projects",
    "relays",
    "sponsors",
    "stays",
]
