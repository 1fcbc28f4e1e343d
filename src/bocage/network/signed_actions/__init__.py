"""What is answered by one click in a mail of the club, by subject."""

from bocage.network.signed_actions import (
    help_notices,
    members,
)

__all__ = [
    "help_notices",
    "members",
]
