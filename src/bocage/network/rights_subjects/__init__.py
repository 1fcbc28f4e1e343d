"""On what the rights of the club are asked, by subject."""

from bocage.network.rights_subjects import (
    gatherings,
    members,
)

__all__ = [
    "gatherings",
    "members",
]
