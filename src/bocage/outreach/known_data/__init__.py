"""What outreach keeps about people, told to them, by subject."""

from bocage.outreach.known_data import (
    prospects,
)

__all__ = [
    "prospects",
]
