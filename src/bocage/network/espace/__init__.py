"""What the club adds to the Espace, by subject."""

from bocage.network.espace import (
    between_meetings,
    members,
)

__all__ = [
    "between_meetings",
    "members",
]
