"""What the club keeps about people, told to them, by subject."""

from bocage.network.known_data import (
    contacts,
    members,
    pairs,
)

__all__ = [
    "contacts",
    "members",
    "pairs",
]
