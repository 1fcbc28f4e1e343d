"""What outreach adds to the Espace, by subject."""

from bocage.outreach.espace import (
    campaigns,
)

__all__ = [
    "campaigns",
]
