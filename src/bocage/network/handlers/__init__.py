"""What the club does about events of lower rooms, by subject."""

from bocage.network.handlers import (
    gatherings,
    help_notices,
    mailings,
    members,
    web_school,
)

__all__ = [
    "gatherings",
    "help_notices",
    "mailings",
    "members",
    "web_school",
]
