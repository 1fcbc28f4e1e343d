"""What the club adds to the Espace, by subject."""

from bocage.network.espace import (
    members,
    web_school,
)

__all__ = [
    "members",
    "web_school",
]
