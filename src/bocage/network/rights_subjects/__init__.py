"""On what the rights of the club are asked, by subject."""

from bocage.network.rights_subjects import (
    gatherings,
    members,
    web_school,
)

__all__ = [
    "gatherings",
    "members",
    "web_school",
]
