"""The parts of « ma commune », by subject."""

from bocage.welcome.own_commune_sections import (
    ceremonies,
    charters,
    meetings,
    sponsors,
)

__all__ = [
    "ceremonies",
    "charters",
    "meetings",
    "sponsors",
]
