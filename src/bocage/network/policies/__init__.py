"""Who may do what in the club, by subject."""

from bocage.network.policies import (
    members,
)

__all__ = [
    "members",
]
