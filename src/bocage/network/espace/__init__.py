"""What the club adds to the Espace, by subject."""

from bocage.network.espace import (
    between_meetings,
    contacts,
    gatherings,
    members,
    web_school,
)

__all__ = [
    "between_meetings",
    "contacts",
    "gatherings",
    "members",
    "web_school",
]
