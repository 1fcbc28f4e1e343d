"""The parts of « ma commune », by subject."""

from bocage.welcome.own_commune_sections import (
    relays,
    sponsors,
)

__all__ = [
    "relays",
    "sponsors",
]
