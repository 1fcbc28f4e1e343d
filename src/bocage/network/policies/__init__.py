"""Who may do what in the club, by subject."""

from bocage.network.policies import (
    contacts,
    members,
    pairs,
)

__all__ = [
    "contacts",
    "members",
    "pairs",
]
