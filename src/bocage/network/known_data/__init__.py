"""What the club keeps about people, told to them, by subject."""

from bocage.network.known_data import (
    gatherings,
    members,
    web_school,
)

__all__ = [
    "gatherings",
    "members",
    "web_school",
]
