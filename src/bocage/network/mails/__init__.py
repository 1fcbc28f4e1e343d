"""The messages of the club, by subject."""

from bocage.network.mails import (
    contacts,
    guests,
    members,
    pairs,
)

__all__ = [
    "contacts",
    "guests",
    "members",
    "pairs",
]
