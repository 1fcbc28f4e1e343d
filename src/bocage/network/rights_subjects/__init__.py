"""On what the rights of the club are asked, by subject."""

from bocage.network.rights_subjects import (
    contacts,
    gatherings,
    members,
    pairs,
    web_school,
)

__all__ = [
    "contacts",
    "gatherings",
    "members",
    "pairs",
    "web_school",
]
