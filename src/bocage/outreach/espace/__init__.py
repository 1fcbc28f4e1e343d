"""What outreach adds to the Espace, by subject."""

from bocage.outreach.espace import (
    campaigns,
    prospects,
)

__all__ = [
    "campaigns",
    "prospects",
]
