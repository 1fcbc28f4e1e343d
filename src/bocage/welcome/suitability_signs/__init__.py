"""What each subject tells of how a commune welcomes, for the ranking."""

from bocage.welcome.suitability_signs import (
    charters,
    relays,
    sponsors,
)

__all__ = [
    "charters",
    "relays",
    "sponsors",
]
