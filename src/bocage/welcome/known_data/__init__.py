"""What the welcome keeps about people, told to them, by subject."""

from bocage.welcome.known_data import (
    ceremonies,
    meetings,
    helpers,
    stays,
)

__all__ = [
    "ceremonies",
    "meetings",
    "helpers",
    "stays",
]
