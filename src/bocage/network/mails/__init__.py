"""The messages of the club, by subject."""

from bocage.network.mails import (
    gatherings,
    members,
)

__all__ = [
    "gatherings",
    "members",
]
