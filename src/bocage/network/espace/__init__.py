"""What the club adds to the Espace, by subject."""

from bocage.network.espace import (
    between_meetings,
    gatherings,
    members,
    web_school,
)

__all__ = [
    "between_meetings",
    "gatherings",
    "members",
    "web_school",
]
