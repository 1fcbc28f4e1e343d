"""Who may do what in the club, by subject."""

from bocage.network.policies import (
    gatherings,
    members,
)

__all__ = [
    "gatherings",
    "members",
]
