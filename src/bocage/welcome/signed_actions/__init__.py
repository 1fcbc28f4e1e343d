"""What people answer by mail with one button, by subject."""

from bocage.welcome.signed_actions import (
    address_book,
    ceremonies,
    club_introductions,
    commune_proposals,
    meetings,
    projects,
    sponsors,
    steps,
    weekend_takers,
    weekends,
)

__all__ = [
    "address_book",
    "ceremonies",
    "club_introductions",
    "commune_proposals",
    "meetings",
    "projects",
    "sponsors",
    "steps",
    "weekend_takers",
    "weekends",
]
