"""Who may do what in outreach, by subject."""

from bocage.outreach.policies import (
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
