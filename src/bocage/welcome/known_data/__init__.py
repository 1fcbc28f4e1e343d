"""What the welcome keeps about people, told to them, by subject."""

from bocage.welcome.known_data import (
    ceremonies,
    helpers,
    sponsors,
    stays,
)

__all__ = [
    "ceremonies",
    "helpers",
    "sponsors",
    "stays",
]
