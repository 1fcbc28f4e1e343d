"""What the club does about events of lower rooms, by subject."""

from bocage.network.handlers import (
    help_notices,
    mailings,
    members,
)

__all__ = [
    "help_notices",
    "mailings",
    "members",
]
