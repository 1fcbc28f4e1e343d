"""What the club does about events of lower rooms, by subject."""

from bocage.network.handlers import (
    members,
    web_school,
)

__all__ = [
    "members",
    "web_school",
]
