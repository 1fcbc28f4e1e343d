"""What the club does by itself, by the clock, by subject."""

from bocage.network.tasks import (
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
