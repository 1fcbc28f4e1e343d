"""What the club adds to the Espace, by subject."""

from bocage.network.espace import (
    contacts,
    members,
)

__all__ = [
    "contacts",
    "members",
]
