"""The messages of the club, by subject."""

from bocage.network.mails import (
    contacts,
    gatherings,
    guests,
    help_notices,
    ideas,
    mailings,
    members,
    pairs,
    web_school,
)

__all__ = [
    "contacts",
    "gatherings",
    "guests",
    "help_notices",
    "ideas",
    "mailings",
    "members",
    "pairs",
    "web_school",
]
