"""What the club keeps about people, told to them, by subject."""

from bocage.network.known_data import (
    contacts,
    gatherings,
    members,
    pairs,
    web_school,
)

__all__ = [
    "contacts",
    "gatherings",
    "members",
    "pairs",
    "web_school",
]
