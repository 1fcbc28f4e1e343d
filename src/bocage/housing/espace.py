"""What the room adds to the Espace, each subject in its own module."""

from bocage.housing import (
    demand_espace,
    feed_espace,
    join_espace,
    lead_espace,
    owner_espace,
    search_espace,
)

__all__ = [
    "demand_espace",
    "feed_espace",
    "join_espace",
    "lead_espace",
    "owner_espace",
    "search_espace",
]
