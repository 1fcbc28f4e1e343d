"""What the club does about events of lower rooms, by subject."""

from bocage.network.handlers import (
    contacts,
    members,
)

__all__ = [
    "contacts",
    "members",
]
