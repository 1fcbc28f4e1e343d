"""The sentences with which outreach refuses, by subject."""

from bocage.outreach.errors import (
    campaigns,
    prospect_imports,
    prospects,
)

__all__ = [
    "campaigns",
    "prospect_imports",
    "prospects",
]
