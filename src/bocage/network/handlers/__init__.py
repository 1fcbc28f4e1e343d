"""What the club does about events of lower rooms, by subject."""

from bocage.network.handlers import (
    members,
)

__all__ = [
    "members",
]
