"""The messages of the club, by subject."""

from bocage.network.mails import (
    members,
)

__all__ = [
    "members",
]
