"""On what the rights of the club are asked, by subject."""

from bocage.network.rights_subjects import (
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
