"""On what the rights of the club are asked, by subject."""

from bocage.network.rights_subjects import (
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
