"""Who may do what in the club, by subject."""

from bocage.network.policies import (
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
