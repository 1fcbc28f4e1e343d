"""What the club does by itself, by the clock, by subject."""

from bocage.network.tasks import (
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
