"""What the welcome keeps about people, told to them, by subject."""

from bocage.welcome.known_data import (
    ceremonies,
    stays,
    helpers,
)

__all__ = [
    "ceremonies",
    "stays",
    "helpers",
]
