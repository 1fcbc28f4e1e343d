"""What the club does by itself, by the clock, by subject."""

from bocage.network.tasks import (
    contacts,
    members,
)

__all__ = [
    "contacts",
    "members",
]
