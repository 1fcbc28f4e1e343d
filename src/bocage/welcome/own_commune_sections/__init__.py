"""The parts of « ma commune », by subject."""

from bocage.welcome.own_commune_sections import (
    sponsors,
)

__all__ = [
    "sponsors",
]
