"""The messages of the club, by subject."""

from bocage.network.mails import (
    contacts,
    gatherings,
    guests,
    members,
    pairs,
    web_school,
)

__all__ = [
    "contacts",
    "gatherings",
    "guests",
    "members",
    "pairs",
    "web_school",
]
