"""What the club does about events of lower rooms, by subject."""

from bocage.network.handlers import (
    gatherings,
    members,
    web_school,
)

__all__ = [
    "gatherings",
    "members",
    "web_school",
]
