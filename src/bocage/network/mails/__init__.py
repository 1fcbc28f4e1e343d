"""The messages of the club, by subject."""

from bocage.network.mails import (
    help_notices,
    ideas,
    mailings,
    members,
)

__all__ = [
    "help_notices",
    "ideas",
    "mailings",
    "members",
]
