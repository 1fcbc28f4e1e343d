"""The sentences with which outreach refuses, by subject."""

from bocage.outreach.errors import (
    ambassadors,
    assets,
    campaigns,
    editorial,
    employers,
    evenings,
    prospect_imports,
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
    "prospect_imports",
    "prospects",
    "sequences",
]
