"""What the club does about events of lower rooms, by subject."""

from bocage.network.handlers import (
    contacts,
    gatherings,
    help_notices,
    mailings,
    members,
    web_school,
)

__all__ = [
    "contacts",
    "gatherings",
    "help_notices",
    "mailings",
    "members",
    "web_school",
]
