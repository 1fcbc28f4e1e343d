"""What the welcome keeps about people, told to them, by subject."""

from bocage.welcome.known_data import (
    sponsors,
)

__all__ = [
    "sponsors",
    ceremonies,
)

__all__ = [
    "ceremonies",
]
