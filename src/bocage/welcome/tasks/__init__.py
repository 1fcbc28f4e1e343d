"""Work done after the request or by the clock, by subject."""

from bocage.welcome.tasks import (
    address_book,
    boards,
    ceremonies,
    charters,
    follow_ups,
    meetings,
    projects,
    relays,
    sponsors,
    stages,
    stays,
    suitability,
)

__all__ = [
    "address_book",
    "boards",
    "ceremonies",
    "charters",
    "follow_ups",
    "meetings",
    "projects",
    "relays",
    "sponsors",
    "stages",
    "stays",
    "suitability",
]
