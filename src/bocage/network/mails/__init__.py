"""The messages of the club, by subject."""

from bocage.network.mails import (
    members,
    web_school,
)

__all__ = [
    "members",
    "web_school",
]
