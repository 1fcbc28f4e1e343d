"""What the club keeps about people, told to them, by subject."""

from bocage.network.known_data import (
    contacts,
    gatherings,
    help_notices,
    ideas,
    mailings,
    members,
    pairs,
    web_school,
)

__all__ = [
    "contacts",
    "gatherings",
    "help_notices",
    "ideas",
    "mailings",
    "members",
    "pairs",
    "web_school",
]
