"""What the club adds to the Espace, by subject."""

from bocage.network.espace import (
    gatherings,
    members,
)

__all__ = [
    "gatherings",
    "members",
]
