"""What is answered by one click in a mail of the club, by subject."""

from bocage.network.signed_actions import (
    gatherings,
    help_notices,
    members,
)

__all__ = [
    "gatherings",
    "help_notices",
    "members",
]
