"""What the welcome adds to the Espace, by subject."""

from bocage.welcome.espace import (
    sponsors,
)

__all__ = [
    "sponsors",
    ceremonies,
)

__all__ = [
    "ceremonies",
]
