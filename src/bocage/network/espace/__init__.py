"""What the club adds to the Espace, by subject."""

from bocage.network.espace import (
    gatherings,
    members,
    web_school,
)

__all__ = [
    "gatherings",
    "members",
    "web_school",
]
