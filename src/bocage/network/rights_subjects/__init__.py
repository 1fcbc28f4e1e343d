"""On what the rights of the club are asked, by subject."""

from bocage.network.rights_subjects import (
    members,
    web_school,
)

__all__ = [
    "members",
    "web_school",
]
