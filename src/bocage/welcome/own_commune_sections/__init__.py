"""The parts of « ma commune », by subject."""

from bocage.welcome.own_commune_sections import (
    relays,
    ceremonies,
    meetings,
    sponsors,
)

__all__ = [
    "relays",
    "ceremonies",
    "meetings",
    "sponsors",
]
