"""What outreach adds to the Espace, by subject."""

from bocage.outreach.espace import (
    ambassadors,
    assets,
    campaigns,
    employers,
    evenings,
    pages,
    prospects,
    sequences,
)

__all__ = [
    "ambassadors",
    "assets",
    "campaigns",
    "employers",
    "evenings",
    "pages",
    "prospects",
    "sequences",
]
