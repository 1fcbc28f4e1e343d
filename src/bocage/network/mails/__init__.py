"""The messages of the club, by subject."""

from bocage.network.mails import (
    contacts,
    members,
)

__all__ = [
    "contacts",
    "members",
]
