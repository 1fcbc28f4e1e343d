"""What the club does about events of lower rooms, by subject."""

from bocage.network.handlers import (
    gatherings,
    members,
)

__all__ = [
    "gatherings",
    "members",
]
