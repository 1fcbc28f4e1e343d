"""What each subject tells in the timeline of a project."""

from bocage.welcome.timeline_sources import (
    address_book,
    alerts,
    bookings,
    ceremonies,
    club_introductions,
    commune_proposals,
    consents,
    follow_ups,
    homes,
    messages,
    papers,
    relays,
    sponsors,
    stages,
    stays,
    weekends,
)

__all__ = [
    "address_book",
    "alerts",
    "bookings",
    "ceremonies",
    "club_introductions",
    "commune_proposals",
    "consents",
    "follow_ups",
    "homes",
    "messages",
    "papers",
    "relays",
    "sponsors",
    "stages",
    "stays",
    "weekends",
]
