"""Who may do what in the club, by subject."""

from bocage.network.policies import (
    members,
    web_school,
)

__all__ = [
    "members",
    "web_school",
]
