"""What the welcome adds to the Espace, by subject."""

from bocage.welcome.espace import (
    ceremonies,
    sponsors,
)

__all__ = [
    "ceremonies",
    "sponsors",
]
