"""What the club does by itself, by the clock, by subject."""

from bocage.network.tasks import (
    members,
    web_school,
)

__all__ = [
    "members",
    "web_school",
]
