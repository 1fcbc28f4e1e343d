"""What outreach keeps about people, told to them, by subject."""

from bocage.outreach.known_data import (
    ambassadors,
    employers,
    evenings,
    letters,
    prospects,
    testimonies,
)

__all__ = [
    "ambassadors",
    "employers",
    "evenings",
    "letters",
    "prospects",
    "testimonies",
]
