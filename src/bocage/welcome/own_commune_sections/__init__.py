"""The parts of « ma commune », by subject."""

from bocage.welcome.own_commune_sections import (
    ceremonies,
    meetings,
    relays,
    sponsors,
)

__all__ = [
    "ceremonies",
    "meetings",
    "relays",
    "sponsors",
]
