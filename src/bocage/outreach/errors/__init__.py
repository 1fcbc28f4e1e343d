"""The sentences with which outreach refuses, by subject."""

from bocage.outreach.errors import (
    prospect_imports,
    prospects,
)

__all__ = [
    "prospect_imports",
    "prospects",
]
