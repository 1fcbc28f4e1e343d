"""Who may do what in the club, by subject."""

from bocage.network.policies import (
    contacts,
    gatherings,
    help_notices,
    ideas,
    mailings,
    members,
    pairs,
    web_school,
)

__all__ = [
    "contacts",
    "gatherings",
    "help_notices",
    "ideas",
    "mailings",
    "members",
    "pairs",
    "web_school",
]
