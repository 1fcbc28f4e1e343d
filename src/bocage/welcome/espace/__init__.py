"""What the welcome adds to the Espace, by subject."""

from bocage.welcome.espace import (
    address_book,
    boards,
    ceremonies,
    charters,
    commune_proposals,
    figures,
    follow_ups,
    held_mails,
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
    "commune_proposals",
    "figures",
    "follow_ups",
    "held_mails",
    "meetings",
    "projects",
    "relays",
    "sponsors",
    "stays",
    "weekends",
]
