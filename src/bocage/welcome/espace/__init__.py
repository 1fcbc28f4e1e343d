"""What the welcome adds to the Espace, by subject."""

from bocage.welcome.espace import (
    boards,
    ceremonies,
)

__all__ = [
    "boards",
    "ceremonies",
]
