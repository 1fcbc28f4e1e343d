"""The parts of « ma commune », by subject."""

from bocage.welcome.own_commune_sections import (
    ceremonies,
    charters,
    meetings,
    relays,
    sponsors,
    wishes,
)

__all__ = [
    "ceremonies",
    "charters",
    "meetings",
    "relays",
    "sponsors",
    "wishes",
]
