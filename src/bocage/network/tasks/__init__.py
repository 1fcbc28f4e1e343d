"""What the club does by itself, by the clock, by subject."""

from bocage.network.tasks import (
    contacts,
    gatherings,
    members,
    pairs,
    web_school,
)

__all__ = [
    "contacts",
    "gatherings",
    "members",
    "pairs",
    "web_school",
]
