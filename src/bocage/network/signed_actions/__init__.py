"""What is answered by one click in a mail of the club, by subject."""

from bocage.network.signed_actions import (
    members,
)

__all__ = [
    "members",
]
