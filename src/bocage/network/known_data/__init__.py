"""What the club keeps about people, told to them, by subject."""

from bocage.network.known_data import (
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
