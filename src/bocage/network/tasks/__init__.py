"""What the club does by itself, by the clock, by subject."""

from bocage.network.tasks import (
    help_notices,
    ideas,
    mailings,
    members,
)

__all__ = [
    "help_notices",
    "ideas",
    "mailings",
    "members",
]
