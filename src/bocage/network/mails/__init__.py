"""The messages of the club, by subject."""

from bocage.network.mails import (
    gatherings,
    help_notices,
    ideas,
    mailings,
    members,
    web_school,
)

__all__ = [
    "gatherings",
    "help_notices",
    "ideas",
    "mailings",
    "members",
    "web_school",
]
