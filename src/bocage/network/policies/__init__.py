"""Who may do what in the club, by subject."""

from bocage.network.policies import (
    gatherings,
    help_notices,
    ideas,
    mailings,
    members,
    web_school,
)

__all__ = [
    "gatherings",
    "help_notices",
    "ideas",
    "mailings",
    "members",
    "web_school",
]
