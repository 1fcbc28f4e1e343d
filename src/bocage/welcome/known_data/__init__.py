"""What the welcome keeps about people, told to them, by subject."""

from bocage.welcome.known_data import (
    address_book,
    boards,
    ceremonies,
    charters,
    club_introductions,
    commune_proposals,
    follow_ups,
    meetings,
    projects,
    relays,
    sponsors,
    stays,
    weekends,
)

__all__ = [
    "address_book",
    "boards",
    "ceremonies",
    "charters",
    "club_introductions",
    "commune_proposals",
    "follow_ups",
    "meetings",
    "projects",
    "relays",
    "sponsors",
    "stays",
    "weekends",
]
