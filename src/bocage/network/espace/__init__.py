"""What the club adds to the Espace, by subject."""

from bocage.network.espace import (
    members,
)

__all__ = [
    "members",
]
