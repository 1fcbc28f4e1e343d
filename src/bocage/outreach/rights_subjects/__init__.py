"""On what the rights of outreach are asked, by subject."""

from bocage.outreach.rights_subjects import (
    ambassadors,
    assets,
    campaigns,
    editorial,
    employers,
    evenings,
    prospects,
    sequences,
)

__all__ = [
    "ambassadors",
    "assets",
    "campaigns",
    "editorial",
    "employers",
    "evenings",
    "prospects",
    "sequences",
]
