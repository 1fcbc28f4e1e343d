"""Who may do what in the club, by subject."""

from bocage.network.policies import (
    gatherings,
    members,
    web_school,
)

__all__ = [
    "gatherings",
    "members",
    "web_school",
]
