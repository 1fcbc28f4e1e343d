"""What outreach adds to the Espace, by subject."""

from bocage.outreach.espace import (
    prospects,
)

__all__ = [
    "prospects",
]
