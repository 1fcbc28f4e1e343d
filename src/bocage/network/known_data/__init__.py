"""What the club keeps about people, told to them, by subject."""

from bocage.network.known_data import (
    members,
    web_school,
)

__all__ = [
    "members",
    "web_school",
]
