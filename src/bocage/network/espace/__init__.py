"""What the club adds to the Espace, by subject."""

from bocage.network.espace import (
    contacts,
    gatherings,
    members,
    web_school,
)

__all__ = [
    "contacts",
    "gatherings",
    "members",
    "web_school",
]
