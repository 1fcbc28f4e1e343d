"""What the club does by itself, by the clock, by subject."""

from bocage.network.tasks import (
    gatherings,
    members,
    web_school,
)

__all__ = [
    "gatherings",
    "members",
    "web_school",
]
