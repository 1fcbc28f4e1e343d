"""The sentences with which outreach refuses, by subject."""

from bocage.outreach.errors import (
    campaigns,
    editorial,
    prospect_imports,
    prospects,
)

__all__ = [
    "campaigns",
    "editorial",
    "prospect_imports",
    "prospects",
]
