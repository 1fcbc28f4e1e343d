"""The parts of « ma commune », by subject."""

from bocage.welcome.own_commune_sections import (
    relays,
)

__all__ = [
    "relays",
    sponsors,
)

__all__ = [
    "sponsors",
]
