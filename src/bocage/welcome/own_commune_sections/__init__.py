"""The parts of « ma commune », by subject."""

from bocage.welcome.own_commune_sections import (
    ceremonies,
    charters,
    meetings,
    relays,
    sponsors,
)

__all__ = [
    "ceremonies",
    "charters",
    "meetings",
    "relays",
    "sponsors",
]
