"""On what the rights of the club are asked, by subject."""

from bocage.network.rights_subjects import (
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
