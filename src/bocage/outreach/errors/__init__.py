"""The sentences with which outreach refuses, by subject."""

from bocage.outreach.errors import (
    prospects,
)

__all__ = [
    "prospects",
]
