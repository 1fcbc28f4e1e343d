"""What the club does by itself, by the clock, by subject."""

from bocage.network.tasks import (
    members,
)

__all__ = [
    "members",
]
