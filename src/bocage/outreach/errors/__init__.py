"""The sentences with which outreach refuses, by subject."""

from bocage.outreach.errors import (
    campaigns,
    prospects,
)

__all__ = [
    "campaigns",
    "prospects",
]
