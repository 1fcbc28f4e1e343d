"""The messages of the club, by subject."""

from bocage.network.mails import (
    gatherings,
    members,
    web_school,
)

__all__ = [
    "gatherings",
    "members",
    "web_school",
]
