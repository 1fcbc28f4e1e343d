"""What the club keeps about people, told to them, by subject."""

from bocage.network.known_data import (
    contacts,
    members,
)

__all__ = [
    "contacts",
    "members",
]
